// SPDX-License-Identifier: Apache-2.0
// The users table: its statements.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/user/domain/email_links.h"
#include "application/user/domain/states.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::user {

struct UserRow {
    std::int64_t id = 0;
    std::optional<std::string> email;  // none once the account is closed
    std::string nickname;
    std::string phone;
    std::string password_hash;
    RoleSet roles;
    std::int64_t shop_id = 0;
    Status status = Status::active;
    // Raised by whatever changes password, status, roles or shop.
    std::int64_t access_version = 1;
    std::optional<Timestamp> email_confirmed_at;
    std::optional<Timestamp> email_undeliverable_at;  // since when mails to it come back
    Language language = Language::any;
    Timestamp created_at;
    Timestamp updated_at;
};

// What to change; what is not set stays.
struct UserChange {
    std::optional<std::string> nickname;
    std::optional<std::string> phone;
    std::optional<Language> language;
};

struct UserFilter {
    std::string prefix;              // of e-mail or nickname; empty: any
    std::optional<std::int64_t> id;  // instead of the prefix
    std::optional<Role> role;
    std::optional<Status> status;
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    std::int64_t limit = 20;
};

// Stateless; any loop.
class UserStore {
public:
    explicit UserStore(postgres::Database& database) : database_(database) {}

    using Found = Task<Result<std::optional<UserRow>>>;
    Found find(CallContext& context, std::int64_t id) const;
    Found find_by_email(CallContext& context, std::string_view email) const;
    Task<Result<std::vector<UserRow>>> find_many(CallContext& context,
                                                 const std::vector<std::int64_t>& ids) const;
    // Newest first. Error: invalid_field for a prefix that more than kMatchesMax accounts have.
    static constexpr std::int64_t kMatchesMax = 1'000;
    Task<Result<std::vector<UserRow>>> list(CallContext& context, const UserFilter& filter) const;

    // Inside a transaction. Each write gives the row as it is then; nothing when no row was in a state
    // that allows it.
    Task<Result<UserRow>> insert(postgres::Transaction& tx, const UserRow& user) const;
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    Found lock_by_email(postgres::Transaction& tx, std::string_view email) const;
    Found change(postgres::Transaction& tx, std::int64_t id, const UserChange& change, Timestamp now) const;
    // While the hash that the present password was proven against is still there.
    Found set_password(postgres::Transaction& tx, std::int64_t id, std::string_view proven,
                       std::string_view hash, Timestamp now) const;
    // Of whoever still has the address, which is confirmed by it.
    Found reset_password(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                         std::string_view hash, Timestamp now) const;
    Found confirm_email(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                        Timestamp now) const;
    // Unless it was confirmed after `when` or is known not to be; false then, and where nobody has it.
    Task<Result<bool>> note_undeliverable(CallContext& context, std::string_view email, Timestamp when) const;
    // Violates users_email_uq when another account has it.
    Found change_email(postgres::Transaction& tx, std::int64_t id, std::string_view email,
                       Timestamp now) const;
    Found set_roles(postgres::Transaction& tx, std::int64_t id, RoleSet roles, std::int64_t shop_id,
                    Timestamp now) const;
    Found set_status(postgres::Transaction& tx, std::int64_t id, Status from, Status to,
                     std::string_view reason, Timestamp now) const;
    // Erases everything personal and closes the account.
    Found close(postgres::Transaction& tx, std::int64_t id, Timestamp now) const;
    // Ids of the administrators who can sign in, locked: nobody else takes the last one away meanwhile.
    Task<Result<std::vector<std::int64_t>>> lock_admins(postgres::Transaction& tx) const;

private:
    // The accounts that the filter names or describes.
    Task<Result<std::vector<std::int64_t>>> matches(CallContext& context, const UserFilter& filter) const;
    Task<Result<postgres::Rows>> select(CallContext& context, const UserFilter& filter) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::user
