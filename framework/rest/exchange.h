// SPDX-License-Identifier: Apache-2.0
// A request on its way through RpcHandler and its interceptors.
#pragma once

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/call/context.h"
#include "framework/http/request.h"
#include "framework/rpc/method.h"

namespace ecommerce::rest {

class Interceptor;

struct Exchange {
    const http::Request& request;
    CallContext& context;
    const rpc::Method* method = nullptr;  // null while no route was found
    std::string_view route;               // its template, "/v1/orders/{order_no}"; empty: none
    std::chrono::steady_clock::time_point began{};
    // The reply is as it is to be sent: no cache fields, entity tag or compression are added.
    bool finished = false;

    // What an interceptor has to know again later; it goes when the exchange ends, however it ends.
    template <typename T>
    T& keep(const Interceptor& owner, T what) {
        auto kept = std::make_shared<T>(std::move(what));
        held.emplace_back(&owner, kept);
        return *kept;
    }
    // Null when it kept nothing.
    template <typename T>
    T* kept(const Interceptor& owner) const {
        for (const auto& [who, what] : held) {
            if (who == &owner) return static_cast<T*>(what.get());
        }
        return nullptr;
    }

    std::vector<std::pair<const Interceptor*, std::shared_ptr<void>>> held = {};  // by keep()
};

}  // namespace ecommerce::rest
