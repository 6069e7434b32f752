// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/rpc_handler.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include <google/protobuf/arena.h>
#include <google/protobuf/message.h>

#include "framework/call/reasons.h"
#include "framework/http/compress.h"
#include "framework/http/etag.h"
#include "framework/http/problem.h"
#include "framework/rest/event_stream.h"
#include "framework/rpc/front.h"

namespace ecommerce::rest {

namespace {

using google::protobuf::Arena;
using google::protobuf::Message;

// What may be kept, and by whom: only what the method's table says, and never what a signed-in user saw.
void write_cache_control(const Exchange& exchange, http::Response& response) {
    if (response.headers.has("Cache-Control")) return;
    const auto seconds = exchange.method ? exchange.method->cache.count() : 0;
    const bool kept = seconds > 0 && response.status == 200 && !exchange.context.principal.signed_in();
    response.headers.set("Cache-Control", kept ? "public, max-age=" + std::to_string(seconds) : "no-store");
    if (seconds > 0) response.headers.add("Vary", "Authorization");
}

}  // namespace

// Holds what a streaming call refers to while its reply is being written.
class RpcHandler::Stream final : public http::BodyProducer {
public:
    Stream(const Target& target, const CallContext& context) : target_(target), context_(context) {
        request_ = target.binding.method().request()->New(&arena_);
    }
    Message& request() { return *request_; }

    Task<void> produce(http::BodyWriter& out) override {
        EventSink sink(out);
        const auto ended =
            co_await target_.channel->stream(target_.binding.method(), context_, *request_, sink);
        if (ended) co_return;
        const auto trace_id = context_.trace.trace_id_hex();
        if (out.untouched()) {
            auto response = http::problem(ended.error(), trace_id);
            write_headers(context_, response);
            response.headers.set("Cache-Control", "no-store");
            out.replace(std::move(response));
        } else {
            co_await sink.write_error(ended.error(), trace_id);
        }
    }

private:
    const Target& target_;
    CallContext context_;
    Arena arena_;
    Message* request_;
};

void RpcHandler::add(std::span<const rpc::Method> methods, rpc::Channel& channel) {
    for (const auto& method : methods) {
        for (const auto& rule : method.http) {
            router_.add(http::parse_verb(rule.verb), rule.path, targets_.size(), method.path);
            targets_.push_back(std::make_unique<Target>(Binding(method, rule), &channel));
        }
    }
}

std::size_t RpcHandler::body_limit(const http::Request& head) {
    for (auto* interceptor : options_.interceptors) {
        if (const auto limit = interceptor->body_limit(head)) return *limit;
    }
    const auto match = router_.match(head.verb(), head.path());
    return match ? targets_[match->route]->binding.method().request_bytes_max : http::kDefaultBodyLimit;
}

std::optional<Task<std::optional<http::Response>>> RpcHandler::admit(http::Request& request) {
    for (auto* interceptor : options_.interceptors) {
        if (!interceptor->guards()) continue;
        const auto match = router_.match(request.verb(), request.path());
        if (!match) return std::nullopt;
        return interceptor->admit(request, targets_[match->route]->binding.method());
    }
    return std::nullopt;
}

Task<http::Response> RpcHandler::handle(http::Request& request) {
    CallContext context;
    const bool sampled = options_.sample && options_.sample();
    read_identity(request, options_.trust, sampled, context);
    Exchange exchange{.request = request, .context = context, .began = std::chrono::steady_clock::now()};
    const auto& chain = options_.interceptors;
    std::optional<Task<http::Response>> early;
    std::size_t passed = 0;
    while (passed < chain.size() && !(early = chain[passed]->early(exchange))) ++passed;
    auto response = early ? co_await std::move(*early) : co_await complete(exchange);
    if (early) write_headers(context, response);
    while (passed > 0) chain[--passed]->done(exchange, response);
    co_return std::move(response);
}

Task<http::Response> RpcHandler::complete(Exchange& exchange) {
    const auto& request = exchange.request;
    const auto match = router_.match(request.verb(), request.path());
    if (!match) co_return finish(exchange, refuse(exchange, match.error()));
    const auto& target = *targets_[match->route];
    exchange.method = &target.binding.method();
    exchange.route = target.binding.rule().path;
    for (auto* interceptor : options_.interceptors) {
        auto entering = interceptor->enter(exchange);
        if (!entering) continue;
        if (auto instead = co_await std::move(*entering)) {
            write_headers(exchange.context, *instead);
            co_return std::move(*instead);
        }
    }
    auto response = co_await answer(target, *match, exchange);
    for (auto* interceptor : options_.interceptors | std::views::reverse) {
        co_await interceptor->after(exchange, response);
    }
    co_return finish(exchange, std::move(response));
}

http::Response RpcHandler::finish(const Exchange& exchange, http::Response response) const {
    write_headers(exchange.context, response);
    if (exchange.finished) return response;
    write_cache_control(exchange, response);
    const bool tagged = exchange.method && exchange.method->cache.count() > 0;
    if (tagged && !http::apply_etag(exchange.request, response)) {
        response = refuse(exchange, reason::etag_mismatch("It is not what If-Match names any more."));
        write_headers(exchange.context, response);
        response.headers.set("Cache-Control", "no-store");
    }
    if (options_.compress && !response.producer) compress(exchange.request, response);
    return response;
}

http::Response RpcHandler::refuse(const Exchange& exchange, const Error& error) const {
    auto response = http::problem(error, exchange.context.trace.trace_id_hex());
    const auto said = [&](int status, const char* name) {
        const auto found = error.metadata().find(name);
        return response.status == status && found != error.metadata().end() ? &found->second : nullptr;
    };
    if (const auto* allow = said(405, "allow")) {
        // Asking what is allowed is no mistake.
        if (exchange.request.verb() == http::Verb::options) response = http::Response::empty(204);
        response.headers.set("Allow", *allow);
    }
    if (const auto* type = said(415, "accept")) response.headers.set("Accept", *type);
    if (const auto* coding = said(415, "accept_encoding")) response.headers.set("Accept-Encoding", *coding);
    return response;
}

Task<http::Response> RpcHandler::answer(const Target& target, const Router::Match& match,
                                        Exchange& exchange) {
    if (auto admitted = co_await authenticate(exchange); !admitted)
        co_return refuse(exchange, admitted.error());
    for (auto* interceptor : options_.interceptors) {
        auto instead = co_await interceptor->before(exchange);
        if (instead) co_return std::move(*instead);
    }
    co_return co_await call(target, match, exchange);
}

// Who calls, and with which keys.
Task<Result<void>> RpcHandler::authenticate(Exchange& exchange) {
    auto& context = exchange.context;
    if (auto keys = read_keys(exchange.request, context); !keys) co_return keys;
    const auto credentials = co_await ok(read_credentials(exchange.request));
    if (options_.authenticator) {
        auto principal = co_await options_.authenticator->authenticate(context, credentials);
        if (!principal) co_return fail(std::move(principal).error());
        context.principal = std::move(*principal);
        // Strangers learn nothing about what a well-formed request looks like.
        if (auto access = rpc::check_access(*exchange.method, context.principal); !access) co_return access;
    }
    if (exchange.method->wants_headers()) context.raw_headers = raw_headers(exchange.request);
    co_return {};
}

Task<http::Response> RpcHandler::call(const Target& target, const Router::Match& match, Exchange& exchange) {
    const auto& method = target.binding.method();
    exchange.context.cancellation = exchange.request.client_gone();
    if (method.server_streaming) {
        auto stream = std::make_unique<Stream>(target, exchange.context);
        if (auto read = target.binding.read(exchange.request, match, stream->request()); !read) {
            co_return refuse(exchange, read.error());
        }
        read_last_event(exchange.request, stream->request());
        http::Response response;
        response.content_type = kEventStream;
        response.heartbeat = kEventHeartbeat;
        response.headers.set("X-Accel-Buffering", "no");  // proxies pass events on at once
        response.producer = std::move(stream);
        co_return std::move(response);
    }
    Arena arena;
    auto& message = *method.request()->New(&arena);
    if (auto read = target.binding.read(exchange.request, match, message); !read) {
        co_return refuse(exchange, read.error());
    }
    auto& reply = *method.response()->New(&arena);
    for (auto* interceptor : options_.interceptors) {
        if (auto may = interceptor->before_call(exchange, message); !may)
            co_return refuse(exchange, may.error());
    }
    const auto called = co_await target.channel->call(method, exchange.context, message, reply);
    for (auto* interceptor : options_.interceptors | std::views::reverse) {
        interceptor->after_call(exchange, called, reply);
    }
    if (!called) co_return refuse(exchange, called.error());
    auto response = target.binding.write(reply);
    // A raw reply that is empty and names a location sends the browser there (RFC 9110, 15.4.4).
    const auto& headers = exchange.context.reply_headers;
    const bool leads_on =
        std::ranges::find(headers, "location", &HeaderList::value_type::first) != headers.end();
    if (method.raw_reply && response.body.empty() && leads_on) response.status = 303;
    co_return std::move(response);
}

}  // namespace ecommerce::rest
