// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/erase_account.h"

namespace ecommerce::order {

namespace {

using namespace std::chrono_literals;
using postgres::Transaction;

// A transaction that looked at the closed accounts before this one was among them has ended by then: no call lasts so
// long. What it has placed is found by a second look.
constexpr auto kSecondLook = 1min;

}  // namespace

Task<Result<void>> EraseAccount::operator()(CallContext& context, Transaction& tx, std::int64_t user_id,
                                            std::int64_t shop_id) const {
    const auto now = clock_.now();
    closed_.add(tx, user_id, shop_id, now);
    v1::AccountErasureDue due;
    due.set_user_id(user_id);
    due.set_shop_id(shop_id);
    events_.publish(tx, context, due, {.key = std::to_string(user_id), .deliver_at = now + kSecondLook});
    co_return co_await go_on(context, tx, std::move(due));
}

Task<Result<void>> EraseAccount::go_on(CallContext& context, Transaction& tx,
                                       v1::AccountErasureDue due) const {
    if (due.after_order_id() == 0) {
        co_await ok(move_.buyer_gone(context, tx, due.user_id()));
        orders_.erase_user(tx, due.user_id());
    }
    if (due.shop_id() == 0) co_return {};
    const auto last = co_await ok(closed_.erase_shop_name(tx, due.shop_id(), due.after_order_id()));
    if (last == 0) co_return {};
    due.set_after_order_id(last);
    events_.publish(tx, context, due, {.key = std::to_string(due.user_id())});
    co_return {};
}

}  // namespace ecommerce::order
