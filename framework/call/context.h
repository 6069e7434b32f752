// SPDX-License-Identifier: Apache-2.0
// What every call carries beside its request. It crosses local and remote channels unchanged.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/call/principal.h"
#include "framework/runtime/clock.h"

namespace ecommerce {

// W3C trace context (https://www.w3.org/TR/trace-context/): the ids of the trace and of the current span.
struct Trace {
    std::array<std::uint8_t, 16> trace_id{};
    std::uint64_t span_id = 0;
    bool sampled = false;

    static Trace start(bool sampled);  // random ids
    Trace child() const;               // same trace, new span id
    std::string trace_id_hex() const;
    std::string traceparent() const;  // "00-<trace id>-<span id>-01"
    // The default when `header` is not a valid traceparent is an empty trace (all zero).
    static Trace parse(std::string_view header);
    bool valid() const;
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// The claim of an Idempotency-Key under which a call runs (framework/call/idempotency.h).
struct KeyClaim {
    std::string scope;
    std::string key;
    std::int64_t attempt = 0;
};

// Passed by reference to every service method and every I/O call; outlives the call. One call at a time
// changes it; concurrent reads are fine.
struct CallContext {
    Deadline deadline = Deadline::max();
    Principal principal;
    Trace trace;
    std::string request_id;
    std::string idempotency_key;  // empty: none was sent
    // Set while a method runs under its key: the transaction that commits the effect records it there.
    std::shared_ptr<const KeyClaim> key_claim;
    std::string guest_token;     // names a visitor who has not signed in; empty: none
    std::string client_address;  // of the end user, for limits and audit
    std::string user_agent;      // cut to 256 bytes
    HeaderList raw_headers;      // only for methods with raw_body or raw_reply: the request's headers
    HeaderList reply_headers;    // the method may add to the HTTP reply (Set-Cookie, Location, …)
    // Requested, by any thread, when nobody waits for the answer any more. Only calls that change nothing have one: a
    // front takes it from all others, which run to their end.
    std::stop_token cancellation;

    // The context for a call that this one makes: same user, trace, deadline and cancellation; no idempotency key.
    CallContext for_call(std::string_view calling_service) const;
    // A context for work that no request caused (timers, event relays), by the service itself.
    static CallContext background(std::string_view service, Deadline deadline);

    bool expired() const { return std::chrono::steady_clock::now() >= deadline; }
    bool cancelled() const { return cancellation.stop_requested(); }
};

}  // namespace ecommerce
