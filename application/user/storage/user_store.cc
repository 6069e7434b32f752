// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/user_store.h"

#include "framework/postgres/like.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// As read() takes them.
constexpr Piece kColumns =
    R"sql(id, email, nickname, phone, password_hash, roles, shop_id, status, created_at, updated_at)sql";

constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE id = $1
)sql">};

constexpr Read kFindByEmail{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE email = $1
)sql">};

constexpr Read kFindMany{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE id = ANY($1)
    ORDER BY id
)sql">};

// $1 pattern or NULL, $2 id or NULL, $3 bit of a role or 0, $4 status or NULL, $5 page key.
constexpr Read kList{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE ($1::TEXT IS NULL OR email LIKE $1 OR nickname LIKE $1)
      AND ($2::BIGINT IS NULL OR id = $2)
      AND ($3::INTEGER = 0 OR (roles & $3) <> 0)
      AND ($4::TEXT IS NULL OR status = $4)
      AND id < $5
    ORDER BY id DESC
    LIMIT $6
)sql">};

constexpr Write kInsert{joined<R"sql(
    INSERT INTO users (email, nickname, phone, password_hash, roles, shop_id, status, status_reason, created_at,
                       updated_at)
    VALUES ($1, $2, $3, $4, $5::INTEGER, 0, 'ACTIVE', '', $6, $6)
    RETURNING
)sql",
                               kColumns>};

constexpr Write kLock{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE id = $1
    FOR UPDATE
)sql">};

constexpr Write kChange{joined<R"sql(
    UPDATE users
    SET nickname = COALESCE($2, nickname), phone = COALESCE($3, phone), updated_at = $4
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                               kColumns>};

constexpr Write kSetPassword{joined<R"sql(
    UPDATE users
    SET password_hash = $2, updated_at = $3
    WHERE id = $1 AND status = 'ACTIVE'
    RETURNING
)sql",
                                    kColumns>};

constexpr Write kSetRoles{joined<R"sql(
    UPDATE users
    SET roles = $2::INTEGER, shop_id = $3, updated_at = $4
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                                 kColumns>};

constexpr Write kSetStatus{joined<R"sql(
    UPDATE users
    SET status = $3, status_reason = $4, updated_at = $5
    WHERE id = $1 AND status = $2
    RETURNING
)sql",
                                  kColumns>};

constexpr Write kClose{joined<R"sql(
    UPDATE users
    SET email = NULL, nickname = '', phone = '', password_hash = '', roles = 0, shop_id = 0, status = 'CLOSED',
        status_reason = '', updated_at = $2
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                              kColumns>};

constexpr Write kLockAdmins{R"sql(
    SELECT id FROM users WHERE (roles & 8) <> 0 AND status = 'ACTIVE' ORDER BY id FOR UPDATE
)sql"};
static_assert(RoleSet().with(Role::admin).bits() == 8, "kLockAdmins names the bit");

UserRow read(const postgres::Row& row) {
    return {.id = row.get<std::int64_t>(0),
            .email = row.get<std::optional<std::string>>(1),
            .nickname = row.get<std::string>(2),
            .phone = row.get<std::string>(3),
            .password_hash = row.get<std::string>(4),
            .roles = RoleSet(row.get<std::uint8_t>(5)),
            .shop_id = row.get<std::int64_t>(6),
            .status = row.get<Status>(7),
            .created_at = row.get<Timestamp>(8),
            .updated_at = row.get<Timestamp>(9)};
}

Result<std::optional<UserRow>> read_first(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    if (rows->empty()) return std::nullopt;
    return read(rows->front());
}

Result<std::vector<UserRow>> read_all(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<UserRow> users;
    users.reserve(rows->size());
    for (const auto& row : *rows) users.push_back(read(row));
    return users;
}

}  // namespace

UserStore::Found UserStore::find(CallContext& context, std::int64_t id) const {
    co_return read_first(co_await database_.query(context, kFind, id));
}

UserStore::Found UserStore::find_by_email(CallContext& context, std::string_view email) const {
    co_return read_first(co_await database_.query(context, kFindByEmail, email));
}

Task<Result<std::vector<UserRow>>> UserStore::find_many(CallContext& context,
                                                        const std::vector<std::int64_t>& ids) const {
    co_return read_all(co_await database_.query(context, kFindMany, ids));
}

Task<Result<std::vector<UserRow>>> UserStore::list(CallContext& context, const UserFilter& filter) const {
    const int role = filter.role ? RoleSet().with(*filter.role).bits() : 0;
    std::optional<std::string> pattern;
    if (!filter.id && !filter.prefix.empty()) pattern = postgres::begins_with(filter.prefix);
    co_return read_all(co_await database_.query(context, kList, pattern, filter.id, role, filter.status,
                                                filter.before_id, std::int64_t(filter.limit)));
}

Task<Result<UserRow>> UserStore::insert(postgres::Transaction& tx, const UserRow& user) const {
    auto rows = co_await tx.query(kInsert, user.email, user.nickname, user.phone, user.password_hash,
                                  int(user.roles.bits()), user.created_at);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return read(rows->front());
}

UserStore::Found UserStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    co_return read_first(co_await tx.query(kLock, id));
}

UserStore::Found UserStore::change(postgres::Transaction& tx, std::int64_t id, const UserChange& change,
                                   Timestamp now) const {
    co_return read_first(co_await tx.query(kChange, id, change.nickname, change.phone, now));
}

UserStore::Found UserStore::set_password(postgres::Transaction& tx, std::int64_t id, std::string_view hash,
                                         Timestamp now) const {
    co_return read_first(co_await tx.query(kSetPassword, id, hash, now));
}

UserStore::Found UserStore::set_roles(postgres::Transaction& tx, std::int64_t id, RoleSet roles,
                                      std::int64_t shop_id, Timestamp now) const {
    co_return read_first(co_await tx.query(kSetRoles, id, int(roles.bits()), shop_id, now));
}

UserStore::Found UserStore::set_status(postgres::Transaction& tx, std::int64_t id, Status from, Status to,
                                       std::string_view reason, Timestamp now) const {
    co_return read_first(co_await tx.query(kSetStatus, id, from, to, reason, now));
}

UserStore::Found UserStore::close(postgres::Transaction& tx, std::int64_t id, Timestamp now) const {
    co_return read_first(co_await tx.query(kClose, id, now));
}

Task<Result<std::vector<std::int64_t>>> UserStore::lock_admins(postgres::Transaction& tx) const {
    auto rows = co_await tx.query(kLockAdmins);
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<std::int64_t> ids;
    for (const auto& row : *rows) ids.push_back(row.get<std::int64_t>(0));
    co_return ids;
}

}  // namespace ecommerce::user
