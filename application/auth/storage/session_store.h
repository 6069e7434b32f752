// SPDX-License-Identifier: Apache-2.0
// The sessions table: every statement of the auth service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::auth {

struct SessionRow {
    std::string session_id;
    std::int64_t user_id = 0;
    RoleSet roles;
    std::int64_t shop_id = 0;
    std::int32_t generation = 1;
    bool in_cookie = false;
    std::string user_agent;
    std::string ip_address;
    Timestamp created_at;
    Timestamp last_seen_at;
    Timestamp expires_at;
    std::optional<Timestamp> revoked_at;

    bool alive(Timestamp now) const { return !revoked_at && expires_at > now; }
};

// Stateless; any loop. Methods that take a transaction queue or run inside it, the others run alone.
class SessionStore {
public:
    explicit SessionStore(postgres::Database& database) : database_(database) {}

    void insert(postgres::Transaction& tx, const SessionRow& session) const;
    Task<Result<std::optional<SessionRow>>> find(CallContext& context, std::string_view session_id) const;
    // The user's living sessions, the latest first.
    Task<Result<std::vector<SessionRow>>> list(CallContext& context, std::int64_t user_id,
                                               Timestamp now) const;

    // Moves the session to the next generation, if it lives and is at `generation` now.
    Task<Result<std::optional<SessionRow>>> advance(CallContext& context, std::string_view session_id,
                                                    std::int32_t generation, Timestamp now,
                                                    Timestamp expires_at, RoleSet roles,
                                                    std::int64_t shop_id) const;

    // The following end sessions and give the ids of those that lived until now.
    using Ended = Task<Result<std::vector<std::string>>>;
    Ended revoke(postgres::Transaction& tx, std::string_view session_id, std::int64_t user_id,
                 Timestamp now) const;
    Ended revoke_all(postgres::Transaction& tx, std::int64_t user_id, std::string_view except_session_id,
                     Timestamp now) const;
    // All but the `keep` latest.
    Ended revoke_oldest(postgres::Transaction& tx, std::int64_t user_id, int keep, Timestamp now) const;

    // Gives the ids of the user's living sessions, which carry the new roles from now on.
    Ended set_roles(postgres::Transaction& tx, std::int64_t user_id, RoleSet roles, std::int64_t shop_id,
                    Timestamp now) const;
    // Deletes at most `limit` sessions that ended before `before`; gives how many went.
    Task<Result<std::int64_t>> delete_ended(CallContext& context, Timestamp before, int limit) const;

    // For the doctor: sessions that cannot be.
    Task<Result<std::int64_t>> count_impossible(CallContext& context) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::auth
