// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/close_account.h"

#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

Task<Result<void>> refuse_last_admin(postgres::Transaction& tx, const UserStore& users,
                                     std::int64_t user_id) {
    auto admins = co_await ok(users.lock_admins(tx));
    if (admins.size() == 1 && admins.front() == user_id) {
        co_return v1::reason::last_admin("The platform needs at least one administrator.");
    }
    co_return {};
}

Task<Result<void>> CloseAccount::operator()(CallContext& context, std::int64_t user_id) const {
    // What is ordered or paid between this look and the closing is cancelled or paid back on its news.
    co_await ok(open_orders_.refuse(context, user_id));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        co_await ok(refuse_last_admin(tx, users_, user_id));
        auto user = co_await ok(users_.lock(tx, user_id));
        if (!user) {
            co_return reason::not_found("There is no such account.");
        }
        if (user->status == Status::closed) {
            co_return v1::reason::account_closed("The account is closed.");
        }
        co_await ok(users_.close(tx, user_id, clock_.now()));
        addresses_.remove_all(tx, user_id);
        cards_.remove_all(tx, user_id);
        const auto shop_id = co_await ok(move_shop_.close_with_account(tx, context, user_id));
        v1::UserDeleted event;
        event.set_user_id(user_id);
        event.set_shop_id(shop_id);
        events_.publish(tx, context, event, {.key = std::to_string(user_id)});
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::user
