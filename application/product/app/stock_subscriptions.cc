// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/stock_subscriptions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "order/v1/events.pb.h"

namespace ecommerce::product {

namespace {

template <typename Event>
std::vector<std::int64_t> sku_ids(const Event& event) {
    std::vector<std::int64_t> ids;
    for (const auto& line : event.lines()) ids.push_back(line.sku_id());
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

template <typename Event>
std::vector<SoldUnits> sold_units(const Event& event) {
    std::vector<SoldUnits> sold;
    for (const auto& line : event.lines()) {
        sold.push_back({.product_id = line.product_id(), .units = std::int64_t(line.quantity())});
    }
    return sold;
}

template <typename Event>
using Many = std::span<const events::Told<Event>>;

template <typename Event>
std::vector<SettleStock::OrderLines> lines_of(Many<Event> events) {
    std::vector<SettleStock::OrderLines> orders;
    for (const auto& each : events) {
        const auto& event = *each.event;
        orders.push_back({event.checkout_id(), sku_ids(event), sold_units(event)});
    }
    return orders;
}

Task<Result<void>> on_paid(const SettleStock& settle, postgres::Transaction& tx,
                           Many<order::v1::OrderPaid> events) {
    co_return co_await settle.sell_lines(tx, lines_of(events));
}

Task<Result<void>> on_cancelled(const SettleStock& settle, postgres::Transaction& tx,
                                Many<order::v1::OrderCancelled> events) {
    co_return co_await settle.release_lines(tx, lines_of(events));
}

// What was shipped does not come back by itself.
Task<Result<void>> on_refunding(const SettleStock& settle, postgres::Transaction& tx,
                                Many<order::v1::OrderRefunding> events) {
    std::vector<events::Told<order::v1::OrderRefunding>> unshipped;
    std::ranges::copy_if(events, std::back_inserter(unshipped),
                         [](const auto& each) { return !each.event->shipped(); });
    if (unshipped.empty()) co_return {};
    co_return co_await settle.return_lines(tx, lines_of(Many<order::v1::OrderRefunding>(unshipped)));
}

}  // namespace

void subscribe_stock_events(events::Subscriptions& subscriptions, const SettleStock& settle) {
    subscriptions.on_many<order::v1::OrderPaid>(
        [&settle](CallContext&, postgres::Transaction& tx, Many<order::v1::OrderPaid> events) {
            return on_paid(settle, tx, events);
        });
    subscriptions.on_many<order::v1::OrderCancelled>(
        [&settle](CallContext&, postgres::Transaction& tx, Many<order::v1::OrderCancelled> events) {
            return on_cancelled(settle, tx, events);
        });
    subscriptions.on_many<order::v1::OrderRefunding>(
        [&settle](CallContext&, postgres::Transaction& tx, Many<order::v1::OrderRefunding> events) {
            return on_refunding(settle, tx, events);
        });
}

Task<Result<int>> ReservationSweeper::sweep(CallContext& context) {
    const auto now = clock_.now();
    int released = 0;
    bool from_the_oldest = last_.id == 0;
    for (int seen = 0; seen < limits_.most;) {
        auto page = co_await ok(stock_.expired(context, now, last_, limits_.page));
        for (auto& reservation : page) {
            last_ = std::move(reservation);
            auto done = co_await ok(give_back(context, last_.reservation_id));
            released += done ? 1 : 0;
        }
        if (std::ssize(page) < limits_.page) {
            last_ = {};
            if (std::exchange(from_the_oldest, true)) break;
        }
        seen += int(page.size());
    }
    co_return released;
}

Task<Result<bool>> ReservationSweeper::give_back(CallContext& context, const std::string& checkout_id) const {
    auto abandoned = co_await is_abandoned(context, checkout_id);
    if (!abandoned || !*abandoned) co_return abandoned;
    co_return co_await settle_.release_expired(context, checkout_id);
}

Task<Result<bool>> ReservationSweeper::is_abandoned(CallContext& context,
                                                    const std::string& checkout_id) const {
    order::v1::GetOrdersOfCheckoutRequest request;
    request.set_checkout_id(checkout_id);
    auto response = co_await ok(orders_.GetOrdersOfCheckout(context, request));
    co_return std::ranges::all_of(response.orders(), [](const auto& order) {
        return order.status() == order::v1::ORDER_STATUS_CANCELLED;
    });
}

}  // namespace ecommerce::product
