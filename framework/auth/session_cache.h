// SPDX-License-Identifier: Apache-2.0
// Whether a session lives and what it may do, as every service port asks at each call. The truth is the
// auth service's table; the key-value store holds copies so that asking costs a fraction of a millisecond:
//
//   session:<id> = "alive|<user>|<roles>|<shop>|<version>|<proven>"   for kAliveFor, never written over "revoked",
//                                                                     over a newer version or a later proof
//   session:<id> = "revoked"                                          for kRevokedFor, written over everything
//
// Whoever fills a copy from the table writes only where nothing stands, so it can never cover newer roles
// or the news that the session ended meanwhile. Without the store every call asks the auth service: slower, as right.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {
class Client;
}

namespace ecommerce::auth {

struct SessionState {
    bool alive = false;
    std::int64_t user_id = 0;
    RoleSet roles;
    std::int64_t shop_id = 0;
    std::int64_t version = 0;       // of the account's access, which roles and shop are of
    std::int64_t proven_until = 0;  // seconds since 1970: until then what needs a recent proof may be done
    bool operator==(const SessionState&) const = default;
};

std::string write_session_state(const SessionState& state);
std::optional<SessionState> read_session_state(std::string_view text);

// Any loop.
class SessionCache {
public:
    static constexpr std::chrono::seconds kAliveFor{600};
    static constexpr std::chrono::seconds kRevokedFor{3600};

    explicit SessionCache(redis::Client& redis) : redis_(redis) {}
    // Nothing: not known here, or the store is down.
    Task<std::optional<SessionState>> find(CallContext& context, std::string_view session_id);
    // What the table said; written only where nothing stands. Failing is harmless.
    Task<void> remember(CallContext& context, std::string_view session_id, const SessionState& state);
    // What changed just now in the table. A failure must be made good: the caller publishes an event and
    // its handler calls this again until it succeeds.
    Task<Result<void>> overwrite(CallContext& context, std::string_view session_id,
                                 const SessionState& state);

private:
    redis::Client& redis_;
};

// Asks the auth service. Implemented where its client is known.
class SessionSource {
public:
    virtual ~SessionSource() = default;
    virtual Task<Result<SessionState>> check(CallContext& context, std::string_view session_id) = 0;
};

}  // namespace ecommerce::auth
