// SPDX-License-Identifier: Apache-2.0
// A request on its way through RpcHandler, for those who look at it or answer it before a service does.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "framework/call/context.h"
#include "framework/http/request.h"
#include "framework/http/response.h"
#include "framework/rpc/method.h"
#include "framework/runtime/task.h"

namespace ecommerce::rest {

struct Exchange {
    const http::Request& request;
    CallContext& context;
    const rpc::Method* method = nullptr;  // null while no route was found
    std::string_view route;               // its template, "/v1/orders/{order_no}"; empty: none
    std::chrono::steady_clock::time_point began{};
    // The reply is as it is to be sent: no cache fields, entity tag or compression are added.
    bool finished = false;
    std::shared_ptr<void> held;  // the interceptor's, until the exchange ends, however it ends
};

// The gateway's place for limits, caches and breakers. Shared by all loops.
class Interceptor {
public:
    virtual ~Interceptor() = default;
    // Before anything else is done: no route, no caller. A reply ends the exchange without after().
    virtual std::optional<http::Response> early(Exchange& /*exchange*/) { return std::nullopt; }
    // When the route and the caller are known, before the message is read. A reply ends the exchange.
    virtual Task<std::optional<http::Response>> before(Exchange& exchange) = 0;
    // When the reply is complete but for its compression; also after problems and replies of before().
    virtual Task<void> after(Exchange& exchange, http::Response& response) = 0;
};

// Access logs, metrics and spans. Called on the exchange's loop, must not block or throw.
class ExchangeObserver {
public:
    virtual ~ExchangeObserver() = default;
    virtual void began(const Exchange& /*exchange*/) {}
    // `status` is of the reply that was handed to the server.
    virtual void ended(const Exchange& exchange, int status) = 0;
};

}  // namespace ecommerce::rest
