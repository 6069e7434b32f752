// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/move_orders.h"

#include <algorithm>

#include "application/order/app/errors.h"

namespace ecommerce::order {

namespace {

std::vector<std::int64_t> ids_of(const std::vector<HeldOrder>& orders) {
    std::vector<std::int64_t> ids;
    for (const auto& order : orders) ids.push_back(order.id);
    return ids;
}

// The first order that this actor may not move there.
const HeldOrder* find_stuck(const std::vector<HeldOrder>& orders, State to, Actor actor) {
    const auto stuck = std::ranges::find_if(
        orders, [&](const HeldOrder& order) { return !kLife.allows(order.status, to, actor); });
    return stuck == orders.end() ? nullptr : &*stuck;
}

// Why a payment is not for these orders; empty when it is.
std::string find_objection(const std::vector<HeldOrder>& orders, const MoveOrders::Paid& paid) {
    if (orders.empty()) return "There are no orders of this checkout.";
    if (find_stuck(orders, State::paid, Actor::payment)) {
        return "The orders were over before the payment came.";
    }
    Result<Money> total = Money();
    for (const auto& order : orders) {
        if (order.payment_id != paid.payment_id) return "The orders are paid by another payment.";
        total = total + order.total();
    }
    return total == paid.amount ? "" : "The payment is not what the orders cost.";
}

// Whether this very payment has paid them before.
bool is_paid_by(const std::vector<HeldOrder>& orders, std::string_view payment_id) {
    return !orders.empty() && std::ranges::all_of(orders, [&](const HeldOrder& order) {
        return order.payment_id == payment_id && order.status != State::pending_payment &&
               order.status != State::cancelled;
    });
}

}  // namespace

Task<Result<void>> MoveOrders::pay(CallContext& context, postgres::Transaction& tx, Paid paid) const {
    auto orders = co_await ok(store_.hold_checkout(tx, paid.checkout_id));
    if (is_paid_by(orders, paid.payment_id)) co_return {};
    if (const auto objection = find_objection(orders, paid); !objection.empty()) {
        news_.payment_refused(tx, context, paid.checkout_id, paid.payment_id, objection);
        co_return {};
    }
    store_.pay(tx, ids_of(orders), {.actor = Actor::payment, .at = paid.at});
    for (const auto& order : orders) news_.paid(tx, context, order, paid.at);
    co_return {};
}

void MoveOrders::cancel_held(CallContext& context, postgres::Transaction& tx,
                             const std::vector<HeldOrder>& orders, const MoveNote& note) const {
    const auto ids = ids_of(orders);
    store_.cancel(tx, ids, note);
    store_.erase_marked(tx, ids);
    for (const auto& order : orders) news_.cancelled(tx, context, order, note.actor, note.reason);
}

Task<Result<void>> MoveOrders::cancel_unpaid(CallContext& context, postgres::Transaction& tx,
                                             std::string_view checkout_id, Actor actor,
                                             std::string_view reason) const {
    auto orders = co_await ok(store_.hold_checkout(tx, checkout_id));
    if (orders.empty() || find_stuck(orders, State::cancelled, actor)) co_return {};
    cancel_held(context, tx, orders, {.actor = actor, .reason = reason, .at = clock_.now()});
    co_return {};
}

Task<Result<std::vector<std::string>>> MoveOrders::cancel(CallContext& context, postgres::Transaction& tx,
                                                          std::string_view order_no, std::int64_t user_id,
                                                          std::string_view reason) const {
    auto orders = co_await ok(store_.hold_checkout_of(tx, order_no, user_id));
    if (orders.empty()) co_return no_such_order();
    if (const auto* stuck = find_stuck(orders, State::cancelled, Actor::customer)) {
        co_return wrong_state(stuck->status, "Only an unpaid order can be cancelled.");
    }
    cancel_held(context, tx, orders,
                {.actor = Actor::customer, .actor_user_id = user_id, .reason = reason, .at = clock_.now()});
    std::vector<std::string> numbers;
    for (const auto& order : orders) numbers.push_back(order.order_no);
    co_return numbers;
}

Task<Result<void>> MoveOrders::refunded(CallContext& context, postgres::Transaction& tx,
                                        std::string_view checkout_id, std::string_view reason) const {
    auto orders = co_await ok(store_.hold_checkout(tx, checkout_id));
    if (orders.empty()) co_return {};
    const MoveNote note{.actor = Actor::payment, .reason = reason, .at = clock_.now()};
    // Nobody can pay them any more.
    if (!find_stuck(orders, State::cancelled, Actor::payment)) cancel_held(context, tx, orders, note);
    for (const auto from : {State::paid, State::refunding}) {
        std::vector<std::int64_t> ids;
        for (const auto& order : orders) {
            if (order.status == from && kLife.allows(from, State::refunded, Actor::payment))
                ids.push_back(order.id);
        }
        if (ids.empty()) continue;
        store_.refund(tx, ids, from, note);
        store_.erase_marked(tx, ids);
    }
    // Orders that were cancelled or delivered keep their status and show when the money was back.
    store_.note_refund(tx, ids_of(orders), note.at);
    co_return {};
}

Task<Result<void>> MoveOrders::ship(CallContext& context, postgres::Transaction& tx,
                                    std::string_view order_no, std::int64_t shop_id,
                                    std::int64_t seller_user_id, Parcel parcel) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::of_shop(shop_id)));
    if (orders.empty()) co_return no_such_order();
    const auto& order = orders.front();
    if (!kLife.allows(order.status, State::shipped, Actor::seller)) {
        co_return wrong_state(order.status, "Only a paid order can be shipped.");
    }
    const auto now = clock_.now();
    const auto completes_at = now + rules_.complete_after;
    store_.ship(tx, order.id, parcel.carrier, parcel.tracking_no, completes_at,
                {.actor = Actor::seller, .actor_user_id = seller_user_id, .at = now});
    news_.shipped(tx, context, order, parcel.carrier, parcel.tracking_no, completes_at);
    co_return {};
}

void MoveOrders::complete_held(CallContext& context, postgres::Transaction& tx, const HeldOrder& order,
                               const MoveNote& note) const {
    store_.complete(tx, order.id, note);
    store_.erase_marked(tx, {order.id});
    news_.completed(tx, context, order);
}

Task<Result<void>> MoveOrders::confirm(CallContext& context, postgres::Transaction& tx,
                                       std::string_view order_no, std::int64_t user_id) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::of_user(user_id)));
    if (orders.empty()) co_return no_such_order();
    const auto& order = orders.front();
    if (!kLife.allows(order.status, State::completed, Actor::customer)) {
        co_return wrong_state(order.status, "Only a shipped order can be confirmed.");
    }
    complete_held(context, tx, order,
                  {.actor = Actor::customer, .actor_user_id = user_id, .at = clock_.now()});
    co_return {};
}

Task<Result<void>> MoveOrders::complete_silently(CallContext& context, postgres::Transaction& tx,
                                                 std::string_view order_no) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::everything()));
    if (orders.empty() || !kLife.allows(orders.front().status, State::completed, Actor::timer)) {
        co_return {};
    }
    complete_held(context, tx, orders.front(),
                  {.actor = Actor::timer,
                   .reason = "Nothing was heard for a while, so it has arrived.",
                   .at = clock_.now()});
    co_return {};
}

}  // namespace ecommerce::order
