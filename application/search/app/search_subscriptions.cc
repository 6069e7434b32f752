// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_subscriptions.h"

#include <algorithm>
#include <set>

#include "application/search/app/category_tree.h"

#include "category/v1/events.pb.h"
#include "order/v1/events.pb.h"
#include "product/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::search {

namespace {

using postgres::Transaction;

constexpr std::chrono::seconds kSoldGathered{10};
constexpr std::chrono::minutes kLateReads{2};

template <typename Event>
using Many = std::span<const events::Told<Event>>;

void sort_out(std::vector<std::int64_t>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

// Sold units alone are gathered for a while: each look at a product writes all that it is found by.
void mark_on_offers(events::Subscriptions& subscriptions, const Hearers& hear) {
    using Event = product::v1::ProductOffersChanged;
    subscriptions.on_many<Event>(
        [hear](CallContext&, Transaction& tx, Many<Event> events) -> Task<Result<void>> {
            std::vector<std::int64_t> turned;
            std::vector<std::int64_t> sold;
            for (const auto& each : events) {
                auto& ids = each.event->only_sold() ? sold : turned;
                ids.insert(ids.end(), each.event->product_ids().begin(), each.event->product_ids().end());
            }
            sort_out(turned);
            sort_out(sold);
            const auto now = hear.clock.now();
            hear.changes.mark(tx, sold, Hurry::now, now + kSoldGathered);
            hear.changes.mark(tx, turned, Hurry::now, now);
            if (!turned.empty()) tx.on_commit(hear.marked);
            co_return {};
        });
}

// Products of these events are looked at, each once for all of them.
template <typename Event>
void mark_on(events::Subscriptions& subscriptions, const Hearers& hear) {
    subscriptions.on_many<Event>(
        [hear](CallContext&, Transaction& tx, Many<Event> events) -> Task<Result<void>> {
            std::vector<std::int64_t> ids;
            for (const auto& each : events) {
                ids.push_back(each.event->product_id());
            }
            sort_out(ids);
            hear.changes.mark(tx, ids, Hurry::now, hear.clock.now());
            tx.on_commit(hear.marked);
            co_return {};
        });
}

// An order's number and the status that the event says it came to; what it is found by is read afterwards.
template <typename Event>
void hear_order_on(events::Subscriptions& subscriptions, const Hearers& hear, order::v1::OrderStatus status) {
    subscriptions.on_many<Event>(
        [hear, status](CallContext&, Transaction& tx, Many<Event> events) -> Task<Result<void>> {
            std::set<std::string> numbers;
            for (const auto& each : events) numbers.insert(each.event->order_no());
            std::vector<HeardOrder> heard;
            for (const auto& number : numbers) heard.push_back({.order_no = number, .status = status});
            hear.orders.hear(tx, heard, hear.clock.now());
            tx.on_commit(hear.orders_marked);
            co_return {};
        });
}

void subscribe_orders(events::Subscriptions& subscriptions, const Hearers& hear) {
    hear_order_on<order::v1::OrderCreated>(subscriptions, hear, order::v1::ORDER_STATUS_PENDING_PAYMENT);
    hear_order_on<order::v1::OrderPaid>(subscriptions, hear, order::v1::ORDER_STATUS_PAID);
    hear_order_on<order::v1::OrderShipped>(subscriptions, hear, order::v1::ORDER_STATUS_SHIPPED);
    hear_order_on<order::v1::OrderCompleted>(subscriptions, hear, order::v1::ORDER_STATUS_COMPLETED);
    hear_order_on<order::v1::OrderCancelled>(subscriptions, hear, order::v1::ORDER_STATUS_CANCELLED);
    hear_order_on<order::v1::OrderRefunding>(subscriptions, hear, order::v1::ORDER_STATUS_REFUNDING);
    hear_order_on<order::v1::OrderRefunded>(subscriptions, hear, order::v1::ORDER_STATUS_REFUNDED);
}

}  // namespace

void subscribe_search_events(events::Subscriptions& subscriptions, const Hearers& hear) {
    mark_on<product::v1::ProductPublished>(subscriptions, hear);
    mark_on<product::v1::ProductChanged>(subscriptions, hear);
    mark_on_offers(subscriptions, hear);
    mark_on<product::v1::ProductTakenOffShelf>(subscriptions, hear);
    mark_on<review::v1::ReviewPublished>(subscriptions, hear);
    mark_on<review::v1::ReviewWithdrawn>(subscriptions, hear);
    mark_on<review::v1::ProductRatingChanged>(subscriptions, hear);
    subscriptions.on<category::v1::CategoryTreeChanged>(
        [hear](CallContext&, Transaction& tx,
               const category::v1::CategoryTreeChanged& event) -> Task<Result<void>> {
            // Whoever looks has read the tree anew by then.
            hear.sweeps.begin(tx, SweepKind::category, event.category_id(),
                              hear.clock.now() + 2 * CategoryTree::kFreshFor);
            co_return {};
        });
    subscribe_orders(subscriptions, hear);
    subscriptions.on<user::v1::ShopClosed>(
        [hear](CallContext&, Transaction& tx, const user::v1::ShopClosed& event) -> Task<Result<void>> {
            hear.closings.close(tx, event.shop_id(), event.version());
            hear.sweeps.begin(tx, SweepKind::goods, event.shop_id(), hear.clock.now());
            co_return {};
        });
    subscriptions.on<user::v1::ShopReopened>(
        [hear](CallContext&, Transaction& tx, const user::v1::ShopReopened& event) -> Task<Result<void>> {
            hear.closings.reopen(tx, event.shop_id(), event.version());
            hear.sweeps.begin(tx, SweepKind::goods, event.shop_id(), hear.clock.now());
            co_return {};
        });
    subscriptions.on<user::v1::UserDeleted>(
        [hear](CallContext&, Transaction& tx, const user::v1::UserDeleted& event) -> Task<Result<void>> {
            const auto now = hear.clock.now();
            hear.history.forget(tx, event.user_id(), now);
            hear.orders.forget_buyer(tx, event.user_id());
            if (event.shop_id() == 0) co_return {};
            hear.orders.forget_shop(tx, event.shop_id(), now);
            // Whoever read its orders before has written them by then.
            hear.sweeps.begin(tx, SweepKind::orders, event.shop_id(), now + kLateReads);
            co_return {};
        });
}

}  // namespace ecommerce::search
