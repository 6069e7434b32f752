// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/close_account.h"

#include "application/user/app/admins.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

Task<Result<void>> CloseAccount::operator()(CallContext& context, std::int64_t user_id,
                                            std::optional<std::string> proven) const {
    // What is ordered or paid between this look and the closing is cancelled or paid back on its news.
    co_await ok(open_orders_.refuse(context, user_id));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto admins = co_await ok(Admins::lock(tx, users_));
        if (!proven) co_await ok(admins.admit(context));
        co_await ok(admins.refuse_last(user_id));
        auto user = co_await ok(users_.lock(tx, user_id));
        if (!user) {
            co_return reason::not_found("There is no such account.");
        }
        if (user->status == Status::closed) {
            co_return v1::reason::account_closed("The account is closed.");
        }
        if (proven && *proven != user->password_hash) {
            co_return v1::reason::wrong_password("The password was changed meanwhile.");
        }
        const auto closed = co_await ok(users_.close(tx, user_id, clock_.now()));
        addresses_.remove_all(tx, user_id);
        cards_.remove_all(tx, user_id);
        links_.remove_all(tx, user_id);
        const auto shop_id = co_await ok(move_shop_.close_with_account(tx, context, user_id));
        v1::UserDeleted event;
        event.set_user_id(user_id);
        event.set_shop_id(shop_id);
        event.set_access_version(closed->access_version);
        events_.publish(tx, context, event, {.key = std::to_string(user_id)});
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::user
