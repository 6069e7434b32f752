// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/micro_cache.h"

#include <algorithm>
#include <chrono>

#include "application/gateway/kept_replies.h"
#include "framework/http/etag.h"
#include "framework/http/headers.h"

namespace ecommerce::gateway {

namespace {

// What of a request matters here, found in one pass over its fields.
struct Asked {
    bool for_everybody = false;
    std::string_view accept_encoding;
    std::string_view if_none_match;
};

Asked look_at(const http::Request& request) {
    using http::equals_ignoring_case;
    Asked asked;
    const bool reads = request.verb() == http::Verb::get || request.verb() == http::Verb::head;
    if (!reads || !request.body().empty()) return asked;
    for (std::size_t i = 0; i < request.field_count(); ++i) {
        const auto name = request.field_name(i);
        if (name.size() != 8 && name.size() != 13 && name.size() != 15) continue;
        if (equals_ignoring_case(name, "authorization") || equals_ignoring_case(name, "x-guest-token") ||
            equals_ignoring_case(name, "idempotency-key") || equals_ignoring_case(name, "if-match")) {
            return asked;
        }
        if (equals_ignoring_case(name, "accept-encoding")) asked.accept_encoding = request.field_value(i);
        if (equals_ignoring_case(name, "if-none-match")) asked.if_none_match = request.field_value(i);
    }
    asked.for_everybody = true;
    return asked;
}

bool may_be_kept(const rest::Exchange& exchange, const http::Response& response) {
    if (response.status != 200 || response.producer || exchange.context.principal.signed_in()) return false;
    return std::ranges::none_of(response.headers, [](const auto& field) {
        return http::equals_ignoring_case(field.first, "set-cookie") ||
               http::equals_ignoring_case(field.first, "vary") ||
               (http::equals_ignoring_case(field.first, "cache-control") &&
                !field.second.starts_with("public"));
    });
}

std::string lines(const http::Headers& headers) {
    std::string lines;
    for (const auto& [name, value] : headers) lines.append(name).append(": ").append(value).append("\r\n");
    return lines;
}

http::Response reply_of(const KeptReply& kept, rest::Exchange& exchange, std::string_view if_none_match) {
    exchange.method = kept.method;
    exchange.route = kept.route;
    exchange.finished = true;
    http::Response response;
    response.shared_fields = kept.fields;
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(exchange.began - kept.kept);
    response.headers.set("Age", std::to_string(std::max<std::int64_t>(age.count(), 0)));
    if (!if_none_match.empty() && http::etag_matches(if_none_match, kept.etag)) {
        response.status = 304;
    } else {
        response.content_type = kept.content_type;
        response.shared_body = kept.body;
    }
    return response;
}

}  // namespace

MicroCache::MicroCache(runtime::Loops& loops, const CacheSettings& settings) {
    if (!settings.enabled) return;
    replies_ = std::make_unique<runtime::PerLoop<KeptReplies>>(
        loops, [share = settings.bytes / loops.size()](runtime::Loop&) {
            return std::make_unique<KeptReplies>(share);
        });
}

MicroCache::~MicroCache() = default;

std::optional<http::Response> MicroCache::find(rest::Exchange& exchange) {
    if (!replies_) return std::nullopt;
    const auto asked = look_at(exchange.request);
    if (!asked.for_everybody) return std::nullopt;
    const CacheKeyView key{exchange.request.target(), http::choose_coding(asked.accept_encoding)};
    const auto* kept = replies_->local().find(key, exchange.began);
    if (!kept) return std::nullopt;
    return reply_of(*kept, exchange, asked.if_none_match);
}

Task<std::optional<http::Response>> MicroCache::join(rest::Exchange& exchange, std::shared_ptr<void>& own) {
    const auto& method = *exchange.method;
    if (!replies_ || method.cache.count() == 0 || !method.access.anonymous) co_return std::nullopt;
    const auto asked = look_at(exchange.request);
    if (!asked.for_everybody) co_return std::nullopt;
    const CacheKeyView key{exchange.request.target(), http::choose_coding(asked.accept_encoding)};
    auto& replies = replies_->local();
    for (;;) {
        auto* flight = replies.flight(key, own);
        if (!flight) co_return std::nullopt;
        const auto given_up = flight->given_up();
        co_await flight->wait(exchange.began + method.timeout);
        if (const auto* kept = replies.find(key, exchange.began)) {
            co_return reply_of(*kept, exchange, asked.if_none_match);
        }
        if (!*given_up) co_return std::nullopt;
    }
}

void MicroCache::keep(rest::Exchange& exchange, std::shared_ptr<void> own, http::Response& response) {
    const auto flight = std::static_pointer_cast<KeptReplies::Flight>(std::move(own));
    if (exchange.context.cancelled()) flight->give_up();
    auto& added = exchange.context.reply_headers;
    for (auto& [name, value] : added) response.headers.add(name, std::move(value));
    added.clear();
    if (!may_be_kept(exchange, response)) return;
    if (!response.headers.has("Cache-Control")) {
        response.headers.set("Cache-Control",
                             "public, max-age=" + std::to_string(exchange.method->cache.count()));
    }
    response.headers.add("Vary", "Authorization");
    if (!response.headers.has("ETag")) response.headers.set("ETag", http::strong_etag(response.whole_body()));
    http::compress(exchange.request, response);
    exchange.finished = true;
    if (!response.shared_body)
        response.shared_body = std::make_shared<const std::string>(std::move(response.body));

    const auto now = std::chrono::steady_clock::now();
    KeptReply reply{.method = exchange.method,
                    .route = exchange.route,
                    .content_type = response.content_type,
                    .etag = std::string(response.headers.get("ETag")),
                    .fields = std::make_shared<const std::string>(lines(response.headers)),
                    .body = response.shared_body,
                    .kept = now};
    if (const auto* kept =
            replies_->local().put(flight->key(), std::move(reply), now + exchange.method->cache)) {
        response = reply_of(*kept, exchange, exchange.request.header("if-none-match"));
    }
}

}  // namespace ecommerce::gateway
