// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/move_orders.h"

#include <algorithm>
#include <map>
#include <utility>

#include "application/order/app/errors.h"

namespace ecommerce::order {

namespace {

std::vector<std::int64_t> ids_of(const std::vector<HeldOrder>& orders) {
    std::vector<std::int64_t> ids;
    for (const auto& order : orders) ids.push_back(order.id);
    return ids;
}

template <typename Wishes>
std::vector<std::string> checkouts_of(const Wishes& wishes) {
    std::vector<std::string> ids;
    for (const auto& wish : wishes) ids.push_back(wish.checkout_id);
    return ids;
}

std::map<std::string, std::vector<HeldOrder>> by_checkout(std::vector<HeldOrder> orders) {
    std::map<std::string, std::vector<HeldOrder>> checkouts;
    for (auto& order : orders) checkouts[order.checkout_id].push_back(std::move(order));
    return checkouts;
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

Task<Result<void>> MoveOrders::pay(postgres::Transaction& tx, const std::vector<Paid>& payments) const {
    auto held = by_checkout(co_await ok(store_.hold_checkouts(tx, checkouts_of(payments))));
    std::vector<OrderStore::Payment> moves;
    std::vector<OrderPublisher::Paid> news;
    const std::chrono::milliseconds ship_within = rules_.ship_within;
    for (const auto& paid : payments) {
        auto& orders = held[paid.checkout_id];
        if (is_paid_by(orders, paid.payment_id)) continue;
        if (const auto objection = find_objection(orders, paid); !objection.empty()) {
            publisher_.payment_refused(tx, *paid.context, paid.checkout_id, paid.payment_id, objection);
            continue;
        }
        for (auto& order : orders) {
            order.status = State::paid;
            moves.push_back({order.id, paid.at, paid.at + ship_within});
            news.push_back({paid.context, &order, paid.at, paid.at + 2 * ship_within});
        }
    }
    if (moves.empty()) co_return {};
    store_.pay(tx, moves);
    publisher_.paid(tx, news);
    co_return {};
}

void MoveOrders::cancel_held(postgres::Transaction& tx, const std::vector<OrderPublisher::Cancelled>& orders,
                             const MoveNote& note) const {
    std::vector<OrderStore::Cancelling> moves;
    std::vector<std::int64_t> ids;
    for (const auto& [context, order, reason] : orders) {
        moves.push_back({order->id, reason});
        ids.push_back(order->id);
    }
    store_.cancel(tx, moves, note);
    store_.erase_marked(tx, ids);
    publisher_.cancelled(tx, orders, note.actor);
}

void MoveOrders::cancel_held(CallContext& context, postgres::Transaction& tx,
                             const std::vector<HeldOrder>& orders, const MoveNote& note) const {
    std::vector<OrderPublisher::Cancelled> all;
    for (const auto& order : orders) all.push_back({&context, &order, note.reason});
    cancel_held(tx, all, note);
}

// The orders of a checkout leave PENDING_PAYMENT together, so those that are unpaid are all of it.
Task<Result<void>> MoveOrders::cancel_unpaid(postgres::Transaction& tx, const std::vector<Lapsed>& checkouts,
                                             Actor actor) const {
    auto held = by_checkout(co_await ok(store_.hold_unpaid(tx, checkouts_of(checkouts))));
    std::vector<OrderPublisher::Cancelled> cancelled;
    for (const auto& [context, checkout_id, reason] : checkouts) {
        for (auto& order : held[checkout_id]) {
            if (!kLife.allows(std::exchange(order.status, State::cancelled), State::cancelled, actor))
                continue;
            cancelled.push_back({context, &order, reason});
        }
    }
    if (cancelled.empty()) co_return {};
    cancel_held(tx, cancelled, {.actor = actor, .at = clock_.now()});
    co_return {};
}

Task<Result<std::vector<std::string>>> MoveOrders::cancel(CallContext& context, postgres::Transaction& tx,
                                                          std::string_view order_no, std::int64_t user_id,
                                                          std::string_view reason) const {
    auto orders = co_await ok(store_.hold_checkout_of(tx, order_no, user_id));
    if (orders.empty()) co_return no_such_order();
    const MoveNote note{
        .actor = Actor::customer, .actor_user_id = user_id, .reason = reason, .at = clock_.now()};
    const auto& named = *std::ranges::find(orders, order_no, &HeldOrder::order_no);
    std::vector<std::string> numbers;
    if (kLife.allows(named.status, State::refunding, Actor::customer)) {
        refund_held(context, tx, named, note);
        numbers.push_back(named.order_no);
        co_return numbers;
    }
    if (find_stuck(orders, State::cancelled, Actor::customer)) {
        co_return wrong_state(named.status, "Only an order that is not shipped can be cancelled.");
    }
    cancel_held(context, tx, orders, note);
    for (const auto& order : orders) numbers.push_back(order.order_no);
    co_return numbers;
}

void MoveOrders::refund_held(CallContext& context, postgres::Transaction& tx, const HeldOrder& order,
                             const MoveNote& note) const {
    store_.start_refund(tx, order.id, order.status, note);
    publisher_.refunding(tx, context, order, note.actor, note.reason);
}

Task<Result<void>> MoveOrders::refund(CallContext& context, postgres::Transaction& tx, Refund refund) const {
    auto orders = co_await ok(store_.hold_one(tx, refund.order_no, refund.scope));
    if (orders.empty()) co_return no_such_order();
    const auto& order = orders.front();
    if (!kLife.allows(order.status, State::refunding, refund.actor)) {
        co_return wrong_state(order.status, "An order in this status cannot be paid back.");
    }
    refund_held(context, tx, order,
                {.actor = refund.actor,
                 .actor_user_id = refund.actor_user_id,
                 .reason = refund.reason,
                 .at = clock_.now()});
    co_return {};
}

Task<Result<void>> MoveOrders::refund_unshipped(CallContext& context, postgres::Transaction& tx,
                                                std::string_view order_no) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::everything()));
    if (orders.empty() || !kLife.allows(orders.front().status, State::refunding, Actor::timer)) co_return {};
    refund_held(context, tx, orders.front(),
                {.actor = Actor::timer, .reason = "It was not shipped in time.", .at = clock_.now()});
    co_return {};
}

Task<Result<void>> MoveOrders::refunded(CallContext& context, postgres::Transaction& tx,
                                        Refunded refunded) const {
    auto orders = co_await ok(store_.hold_checkouts(tx, {std::string(refunded.checkout_id)}));
    if (const auto& named = refunded.order_nos; !named.empty()) {
        std::erase_if(orders, [&](const HeldOrder& order) {
            return std::ranges::find(named, order.order_no) == named.end();
        });
    }
    if (orders.empty()) co_return {};
    const MoveNote note{.actor = Actor::payment, .reason = refunded.reason, .at = clock_.now()};
    // Nobody can pay them any more.
    if (!find_stuck(orders, State::cancelled, Actor::payment)) cancel_held(context, tx, orders, note);
    for (const auto from : {State::paid, State::refunding}) {
        std::vector<std::int64_t> ids;
        for (const auto& order : orders) {
            if (order.status != from || !kLife.allows(from, State::refunded, Actor::payment)) continue;
            ids.push_back(order.id);
            // The provider gave the money back unasked: nothing is to be shipped any more.
            if (from == State::paid) publisher_.refunding(tx, context, order, note.actor, note.reason);
            publisher_.refunded(tx, context, order);
        }
        if (ids.empty()) continue;
        store_.refund(tx, ids, from, note);
        store_.erase_marked(tx, ids);
    }
    // Orders that were cancelled or delivered keep their status and show when the money was back.
    store_.note_refund(tx, ids_of(orders), note.at);
    co_return {};
}

Task<Result<void>> MoveOrders::buyer_gone(CallContext& context, postgres::Transaction& tx,
                                          std::int64_t user_id) const {
    const auto unpaid = co_await ok(store_.unpaid_of_user(tx, user_id));
    for (const auto& order : unpaid) {
        publisher_.call_off_due(
            tx, context, {.checkout_id = order.checkout_id, .reason = "The buyer's account was closed."});
    }
    co_return {};
}

Task<Result<void>> MoveOrders::shop_gone(CallContext& context, postgres::Transaction& tx,
                                         std::int64_t shop_id, bool for_good) const {
    std::vector<State> states{State::pending_payment};
    if (for_good) states.push_back(State::paid);
    const auto open = co_await ok(store_.of_shop(tx, shop_id, states));
    for (const auto& order : open) {
        publisher_.call_off_due(tx, context,
                                {.checkout_id = order.checkout_id,
                                 .refund_order_no = for_good ? order.order_no : "",
                                 .reason = "The shop was closed."});
    }
    co_return {};
}

Task<Result<void>> MoveOrders::call_off(CallContext& context, postgres::Transaction& tx,
                                        OrderPublisher::CallOff wish) const {
    auto orders = co_await ok(store_.hold_checkouts(tx, {wish.checkout_id}));
    if (orders.empty()) co_return {};
    const MoveNote note{.actor = Actor::platform, .reason = wish.reason, .at = clock_.now()};
    if (!find_stuck(orders, State::cancelled, Actor::platform)) {
        cancel_held(context, tx, orders, note);
        co_return {};
    }
    const auto paid = std::ranges::find(orders, wish.refund_order_no, &HeldOrder::order_no);
    if (paid != orders.end() && kLife.allows(paid->status, State::refunding, Actor::platform)) {
        refund_held(context, tx, *paid, note);
    }
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
    const auto completes_at = now + rules_.complete_after.get();
    store_.ship(tx, order.id, parcel.carrier, parcel.tracking_no, completes_at,
                {.actor = Actor::seller, .actor_user_id = seller_user_id, .at = now});
    publisher_.shipped(tx, context, order, parcel.carrier, parcel.tracking_no, completes_at);
    co_return {};
}

Task<Result<void>> MoveOrders::complete_held(CallContext& context, postgres::Transaction& tx,
                                             const HeldOrder& order, MoveNote note) const {
    store_.complete(tx, order.id, note);
    store_.erase_marked(tx, {order.id});
    const auto goods = co_await ok(store_.items(tx, order.id));
    publisher_.completed(tx, context, order, goods, note.at);
    co_return {};
}

Task<Result<void>> MoveOrders::confirm(CallContext& context, postgres::Transaction& tx,
                                       std::string_view order_no, std::int64_t user_id) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::of_user(user_id)));
    if (orders.empty()) co_return no_such_order();
    const auto& order = orders.front();
    if (!kLife.allows(order.status, State::completed, Actor::customer)) {
        co_return wrong_state(order.status, "Only a shipped order can be confirmed.");
    }
    co_return co_await complete_held(
        context, tx, order, {.actor = Actor::customer, .actor_user_id = user_id, .at = clock_.now()});
}

Task<Result<void>> MoveOrders::complete_silently(CallContext& context, postgres::Transaction& tx,
                                                 std::string_view order_no) const {
    auto orders = co_await ok(store_.hold_one(tx, order_no, Scope::everything()));
    if (orders.empty() || !kLife.allows(orders.front().status, State::completed, Actor::timer)) {
        co_return {};
    }
    co_return co_await complete_held(context, tx, orders.front(),
                                     {.actor = Actor::timer,
                                      .reason = "Nothing was heard for a while, so it has arrived.",
                                      .at = clock_.now()});
}

}  // namespace ecommerce::order
