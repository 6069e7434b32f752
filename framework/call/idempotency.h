// SPDX-License-Identifier: Apache-2.0
// Where calls with an Idempotency-Key leave their replies. A key is claimed before its call runs, and after it
// completed with the reply, abandoned when nothing was done, or left when that is not known; the claim of a process
// that died expires. A store in a database also has each effect recorded under its key by the very transaction that
// commits it (CallContext::key_claim), so that whoever comes after a crash knows whether to run the call again.
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
        done,           // the call had its effect, and what it answered was lost
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
    // Nothing was done: frees the key for any request. Without effect when the claim is lost or an effect recorded.
    virtual Task<Result<void>> abandon(CallContext& context, const IdempotencyId& id,
                                       std::int64_t attempt) = 0;
    // Whether anything was done is not known: ends the lease. The key stays its request's; who comes with that again
    // runs the call, unless an effect is recorded.
    virtual Task<Result<void>> leave(CallContext& context, const IdempotencyId& id, std::int64_t attempt) = 0;
};

}  // namespace ecommerce
