// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/collector_client.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "framework/config/configuration.h"
#include "framework/http/client.h"
#include "framework/http/url.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::telemetry {
namespace {

// A loop of its own: the loops that serve people have no part in telemetry's waiting and encoding.
class CollectorClient final : public Poster {
public:
    CollectorClient(std::string base, http::Headers headers)
        : base_(std::move(base)), headers_(std::move(headers)) {}

    Reply post(std::string_view path, std::string body, std::chrono::milliseconds timeout) override {
        http::ClientRequest request{.verb = http::Verb::post,
                                    .url = fmt::format("{}{}", base_, path),
                                    .headers = headers_,
                                    .content_type = "application/x-protobuf",
                                    .body = std::move(body)};
        Reply reply;
        loops_.run_blocking(0, exchange(std::move(request), deadline_in(timeout), reply));
        return reply;
    }

private:
    Task<void> exchange(http::ClientRequest request, Deadline deadline, Reply& reply) {
        auto answer = co_await client_.send(std::move(request), deadline);
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
    runtime::WorkerPool resolver_{1, 4};
    http::Client client_{loops_, resolver_};
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

std::unique_ptr<Poster> make_collector_client(std::string_view endpoint, const config::Secret& headers) {
    std::string_view base = endpoint;
    while (base.ends_with('/')) base.remove_suffix(1);
    if (!http::Url::parse(base)) {
        throw config::Error(
            fmt::format("telemetry.otlp_endpoint is \"{}\", but should be an address such as "
                        "http://collector:4318 (plain HTTP: an agent on this host speaks TLS).",
                        endpoint));
    }
    return std::make_unique<CollectorClient>(std::string(base), read_headers(headers.reveal()));
}

}  // namespace ecommerce::telemetry
