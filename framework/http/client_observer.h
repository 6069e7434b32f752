// SPDX-License-Identifier: Apache-2.0
// Who wants to know of calls to the world outside: logs, metrics and spans.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "framework/call/context.h"
#include "framework/http/url.h"
#include "framework/http/verb.h"
#include "framework/runtime/result.h"

namespace ecommerce::http {

// One call that has ended, repetitions included; valid during the notice only.
struct EndedClientCall {
    const CallContext& context;  // context.trace is this call's own span
    std::uint64_t parent_span;   // 0: the call began the trace
    Verb verb;
    const Url& url;
    int status;          // of the reply; 0: none came
    const Error* error;  // null when a reply came, whatever its status
    std::size_t attempts;
    std::chrono::steady_clock::duration duration;
};

// Called on the call's loop, by many loops at once; must not block or throw.
class ClientObserver {
public:
    virtual ~ClientObserver() = default;
    virtual void ended(const EndedClientCall& call) = 0;
};

}  // namespace ecommerce::http
