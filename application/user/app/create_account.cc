// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/create_account.h"

#include "application/user/app/admins.h"
#include "application/user/app/convert.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

Task<Result<UserRow>> CreateAccount::operator()(CallContext& context, NewUser user) const {
    auto hash = co_await ok(passwords_.hash(std::move(user.password)));
    const auto now = clock_.now();
    const auto email = normal_email(user.email);
    UserRow row{.email = email,
                .nickname = user.nickname.empty() ? nickname_from(email) : std::move(user.nickname),
                .password_hash = std::move(hash),
                .roles = user.roles,
                .language = user.language,
                .created_at = now,
                .updated_at = now};
    if (user.email_confirmed) row.email_confirmed_at = now;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<UserRow>> {
        if (user.by_admin) co_await ok((co_await ok(Admins::lock(tx, users_))).admit(context));
        auto inserted = co_await ok(users_.insert(tx, row));
        v1::UserCreated event;
        event.set_user_id(inserted.id);
        add_roles(*event.mutable_roles(), inserted.roles);
        events_.publish(tx, context, event, {.key = std::to_string(inserted.id)});
        if (!user.by_admin) {
            make_link_(tx, context,
                       {.user_id = inserted.id, .purpose = LinkPurpose::confirm_email, .email = email});
        }
        co_return inserted;
    };
    auto inserted = co_await transact_(context, std::move(body));
    if (!inserted && postgres::violates(inserted.error(), "users_email_uq")) {
        co_return v1::reason::email_taken("Another account has this e-mail address.");
    }
    co_return inserted;
}

}  // namespace ecommerce::user
