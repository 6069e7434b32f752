// SPDX-License-Identifier: Apache-2.0
// What answers requests. Handlers are shared by all loops; a call runs on its connection's loop.
#pragma once

#include <cstddef>
#include <optional>

#include "framework/http/request.h"
#include "framework/http/response.h"
#include "framework/runtime/task.h"

namespace ecommerce::http {

inline constexpr std::size_t kDefaultBodyLimit = std::size_t(1) << 20;

class Handler {
public:
    virtual ~Handler() = default;
    // An exception becomes a 500 problem and is told to the server's error handler.
    virtual Task<Response> handle(Request& request) = 0;
    // Asked when a whole request is there, before handle(). Nothing: it may go on at once. Otherwise the task waits
    // until it may, and a reply of it takes the place of handle()'s. Who waits here costs next to nothing.
    virtual std::optional<Task<std::optional<Response>>> admit(Request& /*request*/) { return std::nullopt; }
    // The largest body in bytes that this request may have; asked when its head has come, before any of
    // the body is read. A larger one is answered 413.
    virtual std::size_t body_limit(const Request& /*head*/) { return kDefaultBodyLimit; }
};

}  // namespace ecommerce::http
