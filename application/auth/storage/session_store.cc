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
    std::int32_t generation = 1;
    bool in_cookie = false;
    std::string user_agent;
    std::string ip_address;
    Timestamp created_at;
    Timestamp last_seen_at;
    Timestamp expires_at;
    std::optional<Timestamp> revoked_at;
};

// A StoredSession's.
constexpr Piece kColumns = R"sql(
    session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address, created_at, last_seen_at,
    expires_at, revoked_at
)sql";

constexpr Write kInsert{R"sql(
    INSERT INTO sessions (session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address,
                          created_at, last_seen_at, expires_at)
    VALUES ($1, $2, $3::INTEGER, $4, $5, $6, $7, $8, $9, $9, $10)
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
    SET generation = generation + 1, last_seen_at = $3, expires_at = $4, roles = $5::INTEGER, shop_id = $6
    WHERE session_id = $1 AND generation = $2 AND revoked_at IS NULL AND expires_at > $3
    RETURNING
)sql",
                                kColumns>};

constexpr Write kRevoke{R"sql(
    UPDATE sessions
    SET revoked_at = $3
    WHERE session_id = $1 AND user_id = $2 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeAll{R"sql(
    UPDATE sessions
    SET revoked_at = $3
    WHERE user_id = $1 AND session_id <> $2 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeOldest{Plan::each_time, R"sql(
    UPDATE sessions
    SET revoked_at = $3
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

constexpr Write kSetRoles{R"sql(
    UPDATE sessions
    SET roles = $2::INTEGER, shop_id = $3
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $4
    RETURNING session_id
)sql"};

constexpr Write kDeleteEnded{Plan::each_time, R"sql(
    DELETE FROM sessions
    WHERE id IN (SELECT old.id FROM sessions AS old WHERE old.expires_at < $1 ORDER BY old.expires_at LIMIT $2)
)sql"};

constexpr Read kCountImpossible{R"sql(
    SELECT COUNT(*)
    FROM sessions
    WHERE expires_at <= created_at OR last_seen_at < created_at OR revoked_at < created_at
)sql"};

SessionRow to_session(StoredSession row) {
    return {.session_id = std::move(row.session_id),
            .user_id = row.user_id,
            .roles = RoleSet(row.roles),
            .shop_id = row.shop_id,
            .generation = row.generation,
            .in_cookie = row.in_cookie,
            .user_agent = std::move(row.user_agent),
            .ip_address = std::move(row.ip_address),
            .created_at = row.created_at,
            .last_seen_at = row.last_seen_at,
            .expires_at = row.expires_at,
            .revoked_at = row.revoked_at};
}

std::optional<SessionRow> first_session(const postgres::Rows& rows) {
    return rows.first<StoredSession>().transform(to_session);
}

int bits(RoleSet roles) {
    return roles.bits();
}

}  // namespace

void SessionStore::insert(postgres::Transaction& tx, const SessionRow& session) const {
    tx.queue(kInsert, session.session_id, session.user_id, bits(session.roles), session.shop_id,
             session.generation, session.in_cookie, session.user_agent, session.ip_address,
             session.created_at, session.expires_at);
}

Task<Result<std::optional<SessionRow>>> SessionStore::find(CallContext& context,
                                                           std::string_view session_id) const {
    const auto rows = co_await ok(database_.query(context, kFind, session_id));
    co_return first_session(rows);
}

Task<Result<std::vector<SessionRow>>> SessionStore::list(CallContext& context, std::int64_t user_id,
                                                         Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kList, user_id, now));
    std::vector<SessionRow> sessions;
    sessions.reserve(rows.size());
    for (auto& row : rows.to<StoredSession>()) sessions.push_back(to_session(std::move(row)));
    co_return sessions;
}

Task<Result<std::optional<SessionRow>>> SessionStore::advance(CallContext& context,
                                                              std::string_view session_id,
                                                              std::int32_t generation, Timestamp now,
                                                              Timestamp expires_at, RoleSet roles,
                                                              std::int64_t shop_id) const {
    const auto rows = co_await ok(
        database_.query(context, kAdvance, session_id, generation, now, expires_at, bits(roles), shop_id));
    co_return first_session(rows);
}

SessionStore::Ended SessionStore::revoke(postgres::Transaction& tx, std::string_view session_id,
                                         std::int64_t user_id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevoke, session_id, user_id, now));
    co_return rows.to<std::string>();
}

SessionStore::Ended SessionStore::revoke_all(postgres::Transaction& tx, std::int64_t user_id,
                                             std::string_view except_session_id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevokeAll, user_id, except_session_id, now));
    co_return rows.to<std::string>();
}

SessionStore::Ended SessionStore::revoke_oldest(postgres::Transaction& tx, std::int64_t user_id, int keep,
                                                Timestamp now) const {
    const auto rows = co_await ok(tx.query(kRevokeOldest, user_id, std::int64_t(keep), now));
    co_return rows.to<std::string>();
}

SessionStore::Ended SessionStore::set_roles(postgres::Transaction& tx, std::int64_t user_id, RoleSet roles,
                                            std::int64_t shop_id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kSetRoles, user_id, bits(roles), shop_id, now));
    co_return rows.to<std::string>();
}

Task<Result<std::int64_t>> SessionStore::delete_ended(CallContext& context, Timestamp before,
                                                      int limit) const {
    const auto rows = co_await ok(database_.query(context, kDeleteEnded, before, std::int64_t(limit)));
    co_return rows.affected();
}

Task<Result<std::int64_t>> SessionStore::count_impossible(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kCountImpossible));
    co_return rows.front().to<std::int64_t>();
}

}  // namespace ecommerce::auth
