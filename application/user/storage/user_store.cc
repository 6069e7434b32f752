// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/user_store.h"

#include "framework/postgres/like.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/clean.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A UserRow as the table has it: the roles are the set's bits.
struct StoredUser {
    std::int64_t id = 0;
    std::optional<std::string> email;
    std::string nickname;
    std::string phone;
    std::string password_hash;
    std::uint8_t roles = 0;
    std::int64_t shop_id = 0;
    Status status = Status::active;
    std::int64_t access_version = 0;
    Timestamp created_at;
    Timestamp updated_at;
};

// A StoredUser's.
constexpr Piece kColumns = R"sql(
    id, email, nickname, phone, password_hash, roles, shop_id, status, access_version, created_at, updated_at
)sql";

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
    WHERE ($1::TEXT IS NULL OR email LIKE LOWER($1)
           OR nickname_folded LIKE LOWER($1))
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
    SET password_hash = $3, access_version = access_version + 1, updated_at = $4
    WHERE id = $1 AND password_hash = $2 AND status = 'ACTIVE'
    RETURNING
)sql",
                                    kColumns>};

constexpr Write kSetRoles{joined<R"sql(
    UPDATE users
    SET roles = $2::INTEGER, shop_id = $3, access_version = access_version + 1, updated_at = $4
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                                 kColumns>};

constexpr Write kSetStatus{joined<R"sql(
    UPDATE users
    SET status = $3, status_reason = $4, access_version = access_version + 1, updated_at = $5
    WHERE id = $1 AND status = $2
    RETURNING
)sql",
                                  kColumns>};

constexpr Write kClose{joined<R"sql(
    UPDATE users
    SET email = NULL, nickname = '', phone = '', password_hash = '', roles = 0, shop_id = 0, status = 'CLOSED',
        status_reason = '', access_version = access_version + 1, updated_at = $2
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                              kColumns>};

constexpr Write kLockAdmins{R"sql(
    SELECT id FROM users WHERE (roles & 8) <> 0 AND status = 'ACTIVE' ORDER BY id FOR UPDATE
)sql"};
static_assert(RoleSet().with(Role::admin).bits() == 8, "kLockAdmins names the bit");

UserRow to_user(StoredUser row) {
    return {.id = row.id,
            .email = std::move(row.email),
            .nickname = std::move(row.nickname),
            .phone = std::move(row.phone),
            .password_hash = std::move(row.password_hash),
            .roles = RoleSet(row.roles),
            .shop_id = row.shop_id,
            .status = row.status,
            .access_version = row.access_version,
            .created_at = row.created_at,
            .updated_at = row.updated_at};
}

std::optional<UserRow> first_user(const postgres::Rows& rows) {
    return rows.first<StoredUser>().transform(to_user);
}

std::vector<UserRow> to_users(const postgres::Rows& rows) {
    std::vector<UserRow> users;
    users.reserve(rows.size());
    for (auto& row : rows.to<StoredUser>()) users.push_back(to_user(std::move(row)));
    return users;
}

}  // namespace

UserStore::Found UserStore::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return first_user(rows);
}

UserStore::Found UserStore::find_by_email(CallContext& context, std::string_view email) const {
    const auto rows = co_await ok(database_.query(context, kFindByEmail, email));
    co_return first_user(rows);
}

Task<Result<std::vector<UserRow>>> UserStore::find_many(CallContext& context,
                                                        const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFindMany, ids));
    co_return to_users(rows);
}

Task<Result<std::vector<UserRow>>> UserStore::list(CallContext& context, const UserFilter& filter) const {
    const int role = filter.role ? RoleSet().with(*filter.role).bits() : 0;
    std::optional<std::string> pattern;
    if (!filter.id && !filter.prefix.empty())
        pattern = postgres::begins_with(text::cleaned(filter.prefix, text::Form::plain));
    const auto rows = co_await ok(database_.query(context, kList, pattern, filter.id, role, filter.status,
                                                  filter.before_id, std::int64_t(filter.limit)));
    co_return to_users(rows);
}

Task<Result<UserRow>> UserStore::insert(postgres::Transaction& tx, const UserRow& user) const {
    const auto rows = co_await ok(tx.query(kInsert, user.email, user.nickname, user.phone, user.password_hash,
                                           int(user.roles.bits()), user.created_at));
    co_return to_user(rows.front().to<StoredUser>());
}

UserStore::Found UserStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return first_user(rows);
}

UserStore::Found UserStore::change(postgres::Transaction& tx, std::int64_t id, const UserChange& change,
                                   Timestamp now) const {
    const auto rows = co_await ok(tx.query(kChange, id, change.nickname, change.phone, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::set_password(postgres::Transaction& tx, std::int64_t id, std::string_view proven,
                                         std::string_view hash, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kSetPassword, id, proven, hash, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::set_roles(postgres::Transaction& tx, std::int64_t id, RoleSet roles,
                                      std::int64_t shop_id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kSetRoles, id, int(roles.bits()), shop_id, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::set_status(postgres::Transaction& tx, std::int64_t id, Status from, Status to,
                                       std::string_view reason, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kSetStatus, id, from, to, reason, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::close(postgres::Transaction& tx, std::int64_t id, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kClose, id, now));
    co_return first_user(rows);
}

Task<Result<std::vector<std::int64_t>>> UserStore::lock_admins(postgres::Transaction& tx) const {
    const auto rows = co_await ok(tx.query(kLockAdmins));
    co_return rows.to<std::int64_t>();
}

}  // namespace ecommerce::user
