// SPDX-License-Identifier: Apache-2.0
// Where calls with an Idempotency-Key leave their replies. A key is claimed before its call runs, and
// completed with the reply or abandoned after it; the claim of a process that died expires.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce {

// Of an Idempotency-Key, as clients send it.
inline constexpr std::size_t kIdempotencyKeyMax = 255;

// What names one call: the same key of another caller or method is another call.
struct IdempotencyId {
    std::string scope;  // method path and caller, at most 256 bytes of ASCII
    std::string key;    // a name that follows from what the client sent
};

struct IdempotencyClaim {
    enum class State : std::uint8_t {
        mine,           // run the call, then complete or abandon with `attempt`
        running,        // somebody else's call runs and its lease has not expired
        finished,       // `reply` is what the call answered
        other_request,  // the key belongs to a request with another hash
    };
    State state = State::mine;
    // Names this claim among all that the key ever had: who lost the claim to a later one (its lease
    // expired) changes nothing by completing or abandoning.
    std::int64_t attempt = 0;
    std::string reply;
};

class IdempotencyStore {
public:
    virtual ~IdempotencyStore() = default;

    // Whether somebody's claim holds the key, finished or not. Reads only.
    virtual Task<Result<bool>> holds(CallContext& context, const IdempotencyId& id) = 0;
    // `request_hash` is 32 bytes. A claim that expired is given to the next who asks with the same hash; an
    // abandoned key is free for any request. Finished keys live at least 24 hours. The lease counts from now.
    virtual Task<Result<IdempotencyClaim>> claim(CallContext& context, const IdempotencyId& id,
                                                 const std::string& request_hash,
                                                 std::chrono::seconds lease) = 0;
    // Keeps `reply` for later callers; without effect when the claim is lost.
    virtual Task<Result<void>> complete(CallContext& context, const IdempotencyId& id, std::int64_t attempt,
                                        const std::string& reply) = 0;
    // Frees the key; without effect when the claim is lost.
    virtual Task<Result<void>> abandon(CallContext& context, const IdempotencyId& id,
                                       std::int64_t attempt) = 0;
};

}  // namespace ecommerce
