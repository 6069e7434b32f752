// SPDX-License-Identifier: Apache-2.0
#include "application/auth/storage/session_store.h"

namespace ecommerce::auth {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kInsert{R"sql(
    INSERT INTO sessions (session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address,
                          created_at, last_seen_at, expires_at)
    VALUES ($1, $2, $3::INTEGER, $4, $5, $6, $7, $8, $9, $9, $10)
)sql"};

constexpr Read kFind{R"sql(
    SELECT session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address, created_at,
           last_seen_at, expires_at, revoked_at
    FROM sessions
    WHERE session_id = $1
)sql"};

constexpr Read kList{Plan::each_time, R"sql(
    SELECT session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address, created_at,
           last_seen_at, expires_at, revoked_at
    FROM sessions
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
    ORDER BY id DESC
    LIMIT 100
)sql"};

constexpr Write kAdvance{R"sql(
    UPDATE sessions
    SET generation = generation + 1, last_seen_at = $3, expires_at = $4, roles = $5::INTEGER, shop_id = $6
    WHERE session_id = $1 AND generation = $2 AND revoked_at IS NULL AND expires_at > $3
    RETURNING session_id, user_id, roles, shop_id, generation, in_cookie, user_agent, ip_address, created_at,
              last_seen_at, expires_at, revoked_at
)sql"};

constexpr Write kRevoke{R"sql(
    UPDATE sessions
    SET revoked_at = $3, user_agent = '', ip_address = ''
    WHERE session_id = $1 AND user_id = $2 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeAll{R"sql(
    UPDATE sessions
    SET revoked_at = $3, user_agent = '', ip_address = ''
    WHERE user_id = $1 AND session_id <> $2 AND revoked_at IS NULL
    RETURNING session_id
)sql"};

constexpr Write kRevokeOldest{Plan::each_time, R"sql(
    UPDATE sessions
    SET revoked_at = $3, user_agent = '', ip_address = ''
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

SessionRow read(const postgres::Row& row) {
    return {.session_id = row.get<std::string>(0),
            .user_id = row.get<std::int64_t>(1),
            .roles = RoleSet(row.get<std::uint8_t>(2)),
            .shop_id = row.get<std::int64_t>(3),
            .generation = row.get<std::int32_t>(4),
            .in_cookie = row.get<bool>(5),
            .user_agent = row.get<std::string>(6),
            .ip_address = row.get<std::string>(7),
            .created_at = row.get<Timestamp>(8),
            .last_seen_at = row.get<Timestamp>(9),
            .expires_at = row.get<Timestamp>(10),
            .revoked_at = row.get<std::optional<Timestamp>>(11)};
}

Result<std::optional<SessionRow>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read(rows->front());
}

Result<std::vector<std::string>> read_ids(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<std::string> ids;
    for (const auto& row : *rows) ids.push_back(row.get<std::string>(0));
    return ids;
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
    co_return read_first(co_await database_.query(context, kFind, session_id));
}

Task<Result<std::vector<SessionRow>>> SessionStore::list(CallContext& context, std::int64_t user_id,
                                                         Timestamp now) const {
    auto rows = co_await database_.query(context, kList, user_id, now);
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<SessionRow> sessions;
    for (const auto& row : *rows) sessions.push_back(read(row));
    co_return sessions;
}

Task<Result<std::optional<SessionRow>>> SessionStore::advance(CallContext& context,
                                                              std::string_view session_id,
                                                              std::int32_t generation, Timestamp now,
                                                              Timestamp expires_at, RoleSet roles,
                                                              std::int64_t shop_id) const {
    co_return read_first(co_await database_.query(context, kAdvance, session_id, generation, now, expires_at,
                                                  bits(roles), shop_id));
}

SessionStore::Ended SessionStore::revoke(postgres::Transaction& tx, std::string_view session_id,
                                         std::int64_t user_id, Timestamp now) const {
    co_return read_ids(co_await tx.query(kRevoke, session_id, user_id, now));
}

SessionStore::Ended SessionStore::revoke_all(postgres::Transaction& tx, std::int64_t user_id,
                                             std::string_view except_session_id, Timestamp now) const {
    co_return read_ids(co_await tx.query(kRevokeAll, user_id, except_session_id, now));
}

SessionStore::Ended SessionStore::revoke_oldest(postgres::Transaction& tx, std::int64_t user_id, int keep,
                                                Timestamp now) const {
    co_return read_ids(co_await tx.query(kRevokeOldest, user_id, std::int64_t(keep), now));
}

SessionStore::Ended SessionStore::set_roles(postgres::Transaction& tx, std::int64_t user_id, RoleSet roles,
                                            std::int64_t shop_id, Timestamp now) const {
    co_return read_ids(co_await tx.query(kSetRoles, user_id, bits(roles), shop_id, now));
}

Task<Result<std::int64_t>> SessionStore::delete_ended(CallContext& context, Timestamp before,
                                                      int limit) const {
    auto rows = co_await database_.query(context, kDeleteEnded, before, std::int64_t(limit));
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->affected();
}

Task<Result<std::int64_t>> SessionStore::count_impossible(CallContext& context) const {
    auto rows = co_await database_.query(context, kCountImpossible);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->front().get<std::int64_t>(0);
}

}  // namespace ecommerce::auth
