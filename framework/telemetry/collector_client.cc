// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/collector_client.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "framework/config/configuration.h"
#include "framework/http/client.h"
#include "framework/http/url.h"
#include "framework/runtime/loop.h"

namespace ecommerce::telemetry {
namespace {

// A loop of its own: the loops that serve people have no part in telemetry's waiting and encoding.
class CollectorClient final : public Poster {
public:
    CollectorClient(std::string base, http::Headers headers, const std::string& certificate)
        : base_(std::move(base)), headers_(std::move(headers)), client_(loops_, {.ca_bundle = certificate}) {}

    Reply post(std::string_view path, std::string body, std::chrono::milliseconds timeout) override {
        http::ClientRequest request{.verb = http::Verb::post,
                                    .url = fmt::format("{}{}", base_, path),
                                    .headers = headers_,
                                    .content_type = "application/x-protobuf",
                                    .body = std::move(body)};
        Reply reply;
        CallContext context;
        context.deadline = deadline_in(timeout);
        loops_.run_blocking(0, exchange(context, std::move(request), reply));
        return reply;
    }

private:
    Task<void> exchange(CallContext& context, http::ClientRequest request, Reply& reply) {
        auto answer = co_await client_.send(context, std::move(request));
        if (!answer) {
            reply.failure = answer.error().message();
            co_return;
        }
        reply.status = answer->status;
        reply.body = std::move(answer->body);
        const auto text = answer->headers.get("retry-after");
        std::int64_t seconds = 0;
        std::from_chars(text.data(), text.data() + text.size(), seconds);
        reply.retry_after = std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 3600));
    }

    const std::string base_;
    const http::Headers headers_;
    runtime::Loops loops_{1};
    http::Client client_;
};

// "name=value,name=value".
http::Headers read_headers(std::string_view text) {
    http::Headers headers;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find(','));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        try {
            if (equals == pair.size()) throw std::invalid_argument("no value");
            headers.add(pair.substr(0, equals), std::string(pair.substr(equals + 1)));
        } catch (const std::invalid_argument&) {
            throw config::Error("telemetry.otlp_headers must be written as name=value,name=value.");
        }
    }
    return headers;
}

}  // namespace

std::unique_ptr<Poster> make_collector_client(std::string_view endpoint, const config::Secret& headers,
                                              const std::string& certificate) {
    std::string_view base = endpoint;
    while (base.ends_with('/')) base.remove_suffix(1);
    std::string address(base);
    if (!http::Url::parse(address)) {
        throw config::Error(fmt::format("telemetry.otlp_endpoint is \"{}\", but should be an address such as "
                                        "http://collector:4318.",
                                        endpoint));
    }
    auto fields = read_headers(headers.reveal());
    try {
        return std::make_unique<CollectorClient>(std::move(address), std::move(fields), certificate);
    } catch (const std::runtime_error& error) {
        throw config::Error(error.what());
    }
}

}  // namespace ecommerce::telemetry
