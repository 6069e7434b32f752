// SPDX-License-Identifier: Apache-2.0
// Serves RPC methods as HTTP/JSON by their google.api.http rules: the HTTP port of every service, and the
// gateway. Behind it are channels, so a method may be in this process or far away.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "framework/http/handler.h"
#include "framework/rest/call_headers.h"
#include "framework/rest/interceptor.h"
#include "framework/rest/router.h"
#include "framework/rest/transcoder.h"
#include "framework/rpc/authenticator.h"
#include "framework/rpc/endpoint.h"

namespace ecommerce::rest {

// What is pointed to outlives the handler.
struct RpcHandlerOptions {
    rpc::Authenticator* authenticator = nullptr;  // null: every caller is nobody
    HeaderTrust trust;
    std::function<bool()> sample;  // whether a trace that begins here is recorded; empty: never
    bool compress = true;
    std::vector<Interceptor*> interceptors;  // from the outside in
};

class RpcHandler final : public http::Handler {
public:
    explicit RpcHandler(RpcHandlerOptions options) : options_(std::move(options)) {}

    // Serves the methods that have HTTP rules over a channel that outlives the handler. A channel of the
    // edge (LocalChannel with no caller) keeps keys, raw headers and reply headers. Before the server
    // starts. Throws std::invalid_argument for routes that conflict or do not fit their messages.
    void add(std::span<const rpc::Method> methods, rpc::Channel& channel);

    Task<http::Response> handle(http::Request& request) override;
    std::optional<Task<std::optional<http::Response>>> admit(http::Request& request) override;
    std::size_t body_limit(const http::Request& head) override;

private:
    struct Target {
        Binding binding;
        rpc::Channel* channel;
    };
    class Stream;

    Task<http::Response> complete(Exchange& exchange);
    http::Response finish(const Exchange& exchange, http::Response response) const;
    Task<http::Response> answer(const Target& target, const Router::Match& match, Exchange& exchange);
    Task<http::Response> call(const Target& target, const Router::Match& match, Exchange& exchange);
    Task<Result<void>> authenticate(Exchange& exchange);
    http::Response refuse(const Exchange& exchange, const Error& error) const;

    RpcHandlerOptions options_;
    Router router_;
    std::vector<std::unique_ptr<Target>> targets_;
};

}  // namespace ecommerce::rest
