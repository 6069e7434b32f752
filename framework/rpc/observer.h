// SPDX-License-Identifier: Apache-2.0
// Who wants to know of calls: logs, metrics and spans, without rpc knowing any of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <string_view>

#include "framework/call/context.h"
#include "framework/rpc/method.h"

namespace ecommerce::rpc {

enum class Side : std::uint8_t { server, client };

// One call that has ended; valid during the notice only.
struct EndedCall {
    const Method& method;
    const CallContext& context;  // context.trace is this call's own span
    Side side;
    std::uint64_t parent_span;  // 0: the call began the trace
    std::chrono::steady_clock::time_point began;
    std::chrono::steady_clock::duration duration;
    const Error* error;       // as the caller gets it; null: success
    std::string_view detail;  // of the transport, for logs only; may name addresses
    const Error* cause =
        nullptr;  // for logs only: what it was inside the service, when the caller is not told
};

// Called on the call's loop, by many loops at once; must not block or throw.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void began(const Method&, const CallContext&, Side) {}
    virtual void ended(const EndedCall& call) = 0;
    // A method threw, which is a bug; its caller gets INTERNAL. ended() follows.
    virtual void threw(const Method&, const CallContext&, std::exception_ptr) {}
};

}  // namespace ecommerce::rpc
