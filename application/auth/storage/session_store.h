// SPDX-License-Identifier: Apache-2.0
// The sessions table: every statement of the auth service.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::auth {

// What an account may do, as of one version of it. The user service raises the version with each change of the
// account's password, status, roles or shop.
struct Access {
    RoleSet roles;
    std::int64_t shop_id = 0;
    std::int64_t version = 0;
};

struct SessionRow {
    std::string session_id;
    std::int64_t user_id = 0;
    RoleSet roles;
    std::int64_t shop_id = 0;
    std::int64_t access_version = 0;  // that the password was proven on
    std::int64_t roles_version = 0;   // that roles and shop are of
    std::int32_t generation = 1;
    std::string refreshed_by;  // a digest of the client that brought it there; empty: nobody yet
    bool in_cookie = false;
    std::string user_agent;
    std::string ip_address;
    Timestamp created_at;
    Timestamp last_seen_at;
    Timestamp expires_at;
    Timestamp proven_until;  // who is there has shown it lately; the past: must show it first
    std::optional<Timestamp> revoked_at;

    bool alive(Timestamp now) const { return !revoked_at && expires_at > now; }
};

// Newer than every version of an account.
inline constexpr std::int64_t kEveryVersion = std::numeric_limits<std::int64_t>::max();

// Stateless; any loop. Methods that take a transaction queue or run inside it, the others run alone.
class SessionStore {
public:
    explicit SessionStore(postgres::Database& database) : database_(database) {}

    // First in each transaction that opens or renews a session, or ends or changes those of an account: what is read
    // of the account afterwards stays until the transaction ends. Tells of this version of the account and gives the
    // newest that was told of.
    Task<Result<std::int64_t>> lock_account(postgres::Transaction& tx, std::int64_t user_id,
                                            std::int64_t version) const;

    void insert(postgres::Transaction& tx, const SessionRow& session) const;
    Task<Result<std::optional<SessionRow>>> find(CallContext& context, std::string_view session_id) const;
    // The user's living sessions, the latest first.
    Task<Result<std::vector<SessionRow>>> list(CallContext& context, std::int64_t user_id,
                                               Timestamp now) const;

    // As list(), with what the transaction changed.
    Task<Result<std::vector<SessionRow>>> list(postgres::Transaction& tx, std::int64_t user_id,
                                               Timestamp now) const;

    // As find(), with what the transaction changed.
    Task<Result<std::optional<SessionRow>>> find(postgres::Transaction& tx,
                                                 std::string_view session_id) const;

    struct Step {
        std::string_view session_id;
        std::int32_t generation;  // where it is
        std::string_view client;
        Timestamp now;
        Timestamp expires_at;
    };
    // Moves the session to the next generation, if it lives and is there now.
    Task<Result<std::optional<SessionRow>>> advance(postgres::Transaction& tx, const Step& step,
                                                    const Access& access) const;

    // The following end sessions and give the ids of those that lived until now.
    using Ended = Task<Result<std::vector<std::string>>>;
    Ended revoke(postgres::Transaction& tx, std::string_view session_id, std::int64_t user_id,
                 Timestamp now) const;
    // Those that were opened on an earlier version of the account, but for one.
    Ended revoke_older(postgres::Transaction& tx, std::int64_t user_id, std::int64_t version,
                       std::string_view except_session_id, Timestamp now) const;
    // All but the `keep` latest.
    Ended revoke_oldest(postgres::Transaction& tx, std::int64_t user_id, int keep, Timestamp now) const;

    // The session in which the account changed: it counts as opened on that version.
    void keep(postgres::Transaction& tx, std::string_view session_id, std::int64_t user_id,
              std::int64_t version) const;
    // The session as it is then; nothing when it has ended.
    Task<Result<std::optional<SessionRow>>> prove(postgres::Transaction& tx, std::string_view session_id,
                                                  std::int64_t user_id, Timestamp until) const;
    // Sessions that know of newer roles already keep them.
    void set_roles(postgres::Transaction& tx, std::int64_t user_id, const Access& access) const;
    // Deletes at most `limit` sessions that ended before `before`; gives how many went.
    Task<Result<std::int64_t>> delete_ended(CallContext& context, Timestamp before, int limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::auth
