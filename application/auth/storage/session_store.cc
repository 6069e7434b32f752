// SPDX-License-Identifier: Apache-2.0
#include "application/auth/storage/session_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::auth {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A SessionRow as the table has it: the roles are the set's bits.
struct StoredSession {
    std::string session_id;
    std::int64_t user_id = 0;
    std::uint8_t roles = 0;
    std::int64_t shop_id = 0;
    std::int64_t access_version = 0;
    std::int64_t roles_version = 0;
    std::int32_t generation = 1;
    std::string refreshed_by;
    bool in_cookie = false;
    std::string user_agent;
    std::string ip_address;
    Timestamp created_at;
    Timestamp last_seen_at;
    Timestamp expires_at;
    Timestamp proven_until;
    std::optional<Timestamp> revoked_at;
};

// A StoredSession's.
constexpr Piece kColumns = R"sql(
    session_id, user_id, roles, shop_id, access_version, roles_version, generation, refreshed_by, in_cookie, user_agent,
    ip_address, created_at, last_seen_at, expires_at, proven_until, revoked_at
)sql";

constexpr Write kLockAccount{R"sql(
    INSERT INTO account_access (user_id, version)
    VALUES ($1, $2)
    ON CONFLICT (user_id) DO UPDATE
    SET version = GREATEST(account_access.version, EXCLUDED.version)
    RETURNING version
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO sessions (session_id, user_id, roles, shop_id, access_version, roles_version, generation, in_cookie,
                          user_agent, ip_address, created_at, last_seen_at, expires_at, proven_until)
    VALUES ($1, $2, $3::INTEGER, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)
)sql"};

constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM sessions
    WHERE session_id = $1
)sql">};

constexpr Read kList{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM sessions
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
    ORDER BY id DESC
    LIMIT 100
)sql">};

constexpr Write kAdvance{joined<R"sql(
    UPDATE sessions
    SET generation = generation + 1, last_seen_at = $3, expires_at = $4, roles = $5::INTEGER, shop_id = $6,
        roles_version = $7, refreshed_by = $8
    WHERE session_id = $1 AND generation = $2 AND revoked_at IS NULL AND expires_at > $3
    RETURNING
)sql",
                                kColumns>};

constexpr Write kRevoke{R"sql(
    UPDATE sessions
    SET revoked_at = $3, user_agent = '', ip_address = '', refreshed_by = ''
    WHERE session_id = $1 AND user_id = $2 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeOlder{R"sql(
    UPDATE sessions
    SET revoked_at = $4, user_agent = '', ip_address = '', refreshed_by = ''
    WHERE user_id = $1 AND access_version < $2 AND session_id <> $3 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeOldest{Plan::each_time, R"sql(
    UPDATE sessions
    SET revoked_at = $3, user_agent = '', ip_address = '', refreshed_by = ''
    WHERE user_id = $1
      AND revoked_at IS NULL
      AND id NOT IN (
          SELECT newer.id
          FROM sessions AS newer
          WHERE newer.user_id = $1 AND newer.revoked_at IS NULL AND newer.expires_at > $3
          ORDER BY newer.id DESC
          LIMIT $2
      )
    RETURNING session_id
)sql"};

constexpr Write kKeep{R"sql(
    UPDATE sessions
    SET access_version = GREATEST(access_version, $3)
    WHERE session_id = $1 AND user_id = $2 AND revoked_at IS NULL
)sql"};

constexpr Write kProve{joined<R"sql(
    UPDATE sessions
    SET proven_until = $3
    WHERE session_id = $1 AND user_id = $2 AND revoked_at IS NULL
    RETURNING
)sql",
                              kColumns>};

constexpr Write kSetRoles{R"sql(
    UPDATE sessions
    SET roles = $2::INTEGER, shop_id = $3, roles_version = $4
    WHERE user_id = $1 AND roles_version <= $4 AND revoked_at IS NULL
)sql"};

constexpr Write kDeleteEnded{Plan::each_time, R"sql(
    DELETE FROM sessions
    WHERE id IN (SELECT old.id FROM sessions AS old WHERE old.expires_at < $1 ORDER BY old.expires_at LIMIT $2)
)sql"};

SessionRow to_session(StoredSession row) {
    return {.session_id = std::move(row.session_id),
            .user_id = row.user_id,
            .roles = RoleSet(row.roles),
            .shop_id = row.shop_id,
            .access_version = row.access_version,
            .roles_version = row.roles_version,
            .generation = row.generation,
            .refreshed_by = std::move(row.refreshed_by),
            .in_cookie = row.in_cookie,
            .user_agent = std::move(row.user_agent),
            .ip_address = std::move(row.ip_address),
            .created_at = row.created_at,
            .last_seen_at = row.last_seen_at,
            .expires_at = row.expires_at,
            .proven_until = row.proven_until,
            .revoked_at = row.revoked_at};
}

std::optional<SessionRow> first_session(const postgres::Rows& rows) {
    return rows.first<StoredSession>().transform(to_session);
}

std::vector<SessionRow> to_sessions(const postgres::Rows& rows) {
    std::vector<SessionRow> sessions;
    sessions.reserve(rows.size());
    for (auto& row : rows.to<StoredSession>()) sessions.push_back(to_session(std::move(row)));
    return sessions;
}

int bits(RoleSet roles) {
    return roles.bits();
}

}  // namespace

Task<Result<std::int64_t>> SessionStore::lock_account(postgres::Transaction& tx, std::int64_t user_id,
                                                      std::int64_t version) const {
    const auto rows = co_await ok(tx.query(kLockAccount, user_id, version));
    co_return rows.front().to<std::int64_t>();
}

void SessionStore::insert(postgres::Transaction& tx, const SessionRow& session) const {
    tx.queue(kInsert, session.session_id, session.user_id, bits(session.roles), session.shop_id,
             session.access_version, session.roles_version, session.generation, session.in_cookie,
             session.user_agent, session.ip_address, session.created_at, session.expires_at,
             session.proven_until);
}

Task<Result<std::optional<SessionRow>>> SessionStore::find(CallContext& context,
                                                           std::string_view session_id) const {
    const auto rows = co_await ok(database_.query(context, kFind, session_id));
    co_return first_session(rows);
}

Task<Result<std::vector<SessionRow>>> SessionStore::list(CallContext& context, std::int64_t user_id,
                                                         Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kList, user_id, now));
    co_return to_sessions(rows);
}

Task<Result<std::vector<SessionRow>>> SessionStore::list(postgres::Transaction& tx, std::int64_t user_id,
                                                         Timestamp now) const {
    const auto rows = co_await ok(tx.query(kList, user_id, now));
    co_return to_sessions(rows);
}

Task<Result<std::optional<SessionRow>>> SessionStore::find(postgres::Transaction& tx,
                                                           std::string_view session_id) const {
    const auto rows = co_await ok(tx.query(kFind, session_id));
    co_return first_session(rows);
}

Task<Result<std::optional<SessionRow>>> SessionStore::advance(postgres::Transaction& tx, const Step& step,
                                                              const Access& access) const {
    const auto rows =
        co_await ok(tx.query(kAdvance, step.session_id, step.generation, step.now, step.expires_at,
                             bits(access.roles), access.shop_id, access.version, step.client));
    co_return first_session(rows);
}

SessionStore::Ended SessionStore::revoke(postgres::Transaction& tx, std::string_view session_id,
                                         std::int64_t user_id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevoke, session_id, user_id, now));
    co_return rows.to<std::string>();
}

SessionStore::Ended SessionStore::revoke_older(postgres::Transaction& tx, std::int64_t user_id,
                                               std::int64_t version, std::string_view except_session_id,
                                               Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevokeOlder, user_id, version, except_session_id, now));
    co_return rows.to<std::string>();
}

SessionStore::Ended SessionStore::revoke_oldest(postgres::Transaction& tx, std::int64_t user_id, int keep,
                                                Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevokeOldest, user_id, std::int64_t(keep), now));
    co_return rows.to<std::string>();
}

void SessionStore::keep(postgres::Transaction& tx, std::string_view session_id, std::int64_t user_id,
                        std::int64_t version) const {
    tx.queue(kKeep, session_id, user_id, version);
}

Task<Result<std::optional<SessionRow>>> SessionStore::prove(postgres::Transaction& tx,
                                                            std::string_view session_id, std::int64_t user_id,
                                                            Timestamp until) const {
    const auto rows = co_await ok(tx.query(kProve, session_id, user_id, until));
    co_return first_session(rows);
}

void SessionStore::set_roles(postgres::Transaction& tx, std::int64_t user_id, const Access& access) const {
    tx.queue(kSetRoles, user_id, bits(access.roles), access.shop_id, access.version);
}

Task<Result<std::int64_t>> SessionStore::delete_ended(CallContext& context, Timestamp before,
                                                      int limit) const {
    const auto rows = co_await ok(database_.query(context, kDeleteEnded, before, std::int64_t(limit)));
    co_return rows.affected();
}

}  // namespace ecommerce::auth
