// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/user_store.h"

#include "framework/call/reasons.h"
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
    std::optional<Timestamp> email_confirmed_at;
    std::optional<Timestamp> email_undeliverable_at;
    Language language = Language::any;
    Timestamp created_at;
    Timestamp updated_at;
};

// A StoredUser's.
constexpr Piece kColumns = R"sql(
    id, email, nickname, phone, password_hash, roles, shop_id, status, access_version, email_confirmed_at,
    email_undeliverable_at, language, created_at, updated_at
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

// One statement for each index that a list walks along; those of sellers and administrators hold them alone.
// $1 the bit of a role that nearly all have, or 0.
constexpr Read kList{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE ($1::INTEGER = 0 OR (roles & $1) <> 0) AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

constexpr Read kListOfStatus{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE ($1::INTEGER = 0 OR (roles & $1) <> 0) AND status = $2 AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql">};

constexpr Read kListSellers{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE (roles & 4) <> 0 AND id < $1
    ORDER BY id DESC
    LIMIT $2
)sql">};

constexpr Read kListSellersOfStatus{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE (roles & 4) <> 0 AND status = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};

constexpr Read kListAdmins{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE (roles & 8) <> 0 AND ($1::TEXT IS NULL OR status = $1) AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql">};
static_assert(RoleSet().with(Role::seller).bits() == 4 && RoleSet().with(Role::admin).bits() == 8,
              "statements and indexes name the bits");

// Whose address or nickname is like $1, no more than $2 of each.
constexpr Read kMatches{Plan::each_time, R"sql(
    (SELECT id FROM users WHERE email LIKE LOWER($1) LIMIT $2)
    UNION
    (SELECT id FROM users WHERE nickname_folded LIKE LOWER($1) LIMIT $2)
)sql"};

// $2 the bit of a role or 0, $3 status or NULL.
constexpr Read kListOf{Plan::each_time, joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE id = ANY($1)
      AND ($2::INTEGER = 0 OR (roles & $2) <> 0)
      AND ($3::TEXT IS NULL OR status = $3)
      AND id < $4
    ORDER BY id DESC
    LIMIT $5
)sql">};

constexpr Write kInsert{joined<R"sql(
    INSERT INTO users (email, nickname, phone, password_hash, roles, shop_id, status, status_reason,
                       email_confirmed_at, language, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5::INTEGER, 0, 'ACTIVE', '', $6, $7, $8, $8)
    RETURNING
)sql",
                               kColumns>};

constexpr Write kLock{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE id = $1
    FOR UPDATE
)sql">};

constexpr Write kLockByEmail{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM users
    WHERE email = $1
    FOR UPDATE
)sql">};

constexpr Write kChange{joined<R"sql(
    UPDATE users
    SET nickname = COALESCE($2, nickname), phone = COALESCE($3, phone), language = COALESCE($4, language),
        updated_at = $5
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

constexpr Write kResetPassword{joined<R"sql(
    UPDATE users
    SET password_hash = $3, email_undeliverable_at = NULL,
        email_confirmed_at = CASE WHEN email_undeliverable_at IS NULL THEN COALESCE(email_confirmed_at, $4) ELSE $4 END,
        access_version = access_version + 1, updated_at = $4
    WHERE id = $1 AND email = $2 AND status = 'ACTIVE'
    RETURNING
)sql",
                                      kColumns>};

constexpr Write kConfirmEmail{joined<R"sql(
    UPDATE users
    SET email_confirmed_at = CASE WHEN email_undeliverable_at IS NULL THEN COALESCE(email_confirmed_at, $3) ELSE $3 END,
        email_undeliverable_at = NULL, updated_at = $3
    WHERE id = $1 AND email = $2 AND status <> 'CLOSED'
    RETURNING
)sql",
                                     kColumns>};

constexpr Write kNoteUndeliverable{R"sql(
    UPDATE users
    SET email_undeliverable_at = $2
    WHERE email = $1 AND email_undeliverable_at IS NULL
        AND (email_confirmed_at IS NULL OR email_confirmed_at < $2)
)sql"};

constexpr Write kChangeEmail{joined<R"sql(
    UPDATE users
    SET email = $2, email_confirmed_at = $3, email_undeliverable_at = NULL, updated_at = $3
    WHERE id = $1 AND status = 'ACTIVE'
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
        status_reason = '', email_confirmed_at = NULL, email_undeliverable_at = NULL, language = 'ANY',
        access_version = access_version + 1, updated_at = $2
    WHERE id = $1 AND status <> 'CLOSED'
    RETURNING
)sql",
                              kColumns>};

constexpr Write kLockAdmins{R"sql(
    SELECT id FROM users WHERE (roles & 8) <> 0 AND status = 'ACTIVE' ORDER BY id FOR UPDATE
)sql"};

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
            .email_confirmed_at = row.email_confirmed_at,
            .email_undeliverable_at = row.email_undeliverable_at,
            .language = row.language,
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

Task<Result<std::vector<std::int64_t>>> UserStore::matches(CallContext& context,
                                                           const UserFilter& filter) const {
    if (filter.id) co_return std::vector{*filter.id};
    const auto pattern = postgres::begins_with(text::cleaned(filter.prefix, text::Form::plain));
    const auto rows = co_await ok(database_.query(context, kMatches, pattern, kMatchesMax + 1));
    if (std::int64_t(rows.size()) > kMatchesMax) {
        co_return reason::invalid_field("More than " + std::to_string(kMatchesMax) +
                                        " accounts begin so. Type more of the name.");
    }
    co_return rows.to<std::int64_t>();
}

Task<Result<postgres::Rows>> UserStore::select(CallContext& context, const UserFilter& filter) const {
    const auto& [prefix, id, role, status, before, limit] = filter;
    const int bit = role ? RoleSet().with(*role).bits() : 0;
    if (id || !prefix.empty()) {
        const auto ids = co_await ok(matches(context, filter));
        co_return co_await database_.query(context, kListOf, ids, bit, status, before, limit);
    }
    if (role == Role::admin) co_return co_await database_.query(context, kListAdmins, status, before, limit);
    if (role == Role::seller && status)
        co_return co_await database_.query(context, kListSellersOfStatus, *status, before, limit);
    if (role == Role::seller) co_return co_await database_.query(context, kListSellers, before, limit);
    if (status) co_return co_await database_.query(context, kListOfStatus, bit, *status, before, limit);
    co_return co_await database_.query(context, kList, bit, before, limit);
}

Task<Result<std::vector<UserRow>>> UserStore::list(CallContext& context, const UserFilter& filter) const {
    const auto rows = co_await ok(select(context, filter));
    co_return to_users(rows);
}

Task<Result<UserRow>> UserStore::insert(postgres::Transaction& tx, const UserRow& user) const {
    const auto rows = co_await ok(tx.query(kInsert, user.email, user.nickname, user.phone, user.password_hash,
                                           int(user.roles.bits()), user.email_confirmed_at, user.language,
                                           user.created_at));
    co_return to_user(rows.front().to<StoredUser>());
}

UserStore::Found UserStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return first_user(rows);
}

UserStore::Found UserStore::lock_by_email(postgres::Transaction& tx, std::string_view email) const {
    const auto rows = co_await ok(tx.query(kLockByEmail, email));
    co_return first_user(rows);
}

UserStore::Found UserStore::change(postgres::Transaction& tx, std::int64_t id, const UserChange& change,
                                   Timestamp now) const {
    const auto rows = co_await ok(tx.query(kChange, id, change.nickname, change.phone, change.language, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::set_password(postgres::Transaction& tx, std::int64_t id, std::string_view proven,
                                         std::string_view hash, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kSetPassword, id, proven, hash, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::reset_password(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                                           std::string_view hash, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kResetPassword, id, email, hash, now));
    co_return first_user(rows);
}

UserStore::Found UserStore::confirm_email(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                                          Timestamp now) const {
    const auto rows = co_await ok(tx.query(kConfirmEmail, id, email, now));
    co_return first_user(rows);
}

Task<Result<bool>> UserStore::note_undeliverable(CallContext& context, std::string_view email,
                                                 Timestamp when) const {
    const auto rows = co_await ok(database_.query(context, kNoteUndeliverable, email, when));
    co_return rows.affected() > 0;
}

UserStore::Found UserStore::change_email(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                                         Timestamp now) const {
    const auto rows = co_await ok(tx.query(kChangeEmail, id, email, now));
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
