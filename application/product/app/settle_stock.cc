// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/settle_stock.h"

#include <algorithm>
#include <map>

#include "framework/call/reasons.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

Error expired() {
    return v1::reason::checkout_expired("The stock of this checkout was given back before.");
}

std::vector<StockLine> among(std::vector<StockLine> lines, const std::vector<std::int64_t>& sku_ids) {
    std::erase_if(lines, [&](const StockLine& line) {
        return std::ranges::find(sku_ids, line.sku_id) == sku_ids.end();
    });
    return lines;
}

std::vector<StockStore::Ending> endings_of(std::string_view reservation_id,
                                           const std::vector<StockLine>& lines) {
    std::vector<StockStore::Ending> endings;
    for (const auto& line : lines) endings.push_back({reservation_id, line});
    return endings;
}

std::vector<std::string> reservations_of(const std::vector<SettleStock::OrderLines>& orders) {
    std::vector<std::string> ids;
    for (const auto& order : orders) ids.push_back(order.reservation_id);
    return ids;
}

// What is added to the products' sold counts: `sign` times the units.
class SoldCounts {
public:
    void add(const std::vector<SoldUnits>& sold, int sign) {
        for (const auto& each : sold) units_[each.product_id] += sign * each.units;
    }
    // Whose counts they are.
    std::vector<std::int64_t> write(const StockStore& stock, postgres::Transaction& tx) const {
        std::vector<std::int64_t> product_ids;
        std::vector<std::int64_t> units;
        for (const auto& [product_id, count] : units_) {
            product_ids.push_back(product_id);
            units.push_back(count);
        }
        if (!units.empty()) stock.add_sold(tx, product_ids, units);
        return product_ids;
    }

private:
    std::map<std::int64_t, std::int64_t>
        units_;  // by the product: their rows are taken in one order everywhere
};

}  // namespace

Task<Result<void>> SettleStock::release(CallContext& context, std::string_view reservation_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto reservation = co_await ok(stock_.lock(tx, reservation_id));
        if (!reservation || reservation->open_lines.empty()) co_return {};
        publisher_.changed(tx,
                           co_await ok(stock_.settle(tx, endings_of(reservation_id, reservation->open_lines),
                                                     Hold::released, clock_.now())));
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<bool>> SettleStock::release_expired(CallContext& context, std::string_view reservation_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        const auto now = clock_.now();
        auto reservation = co_await ok(stock_.lock(tx, reservation_id));
        if (!reservation || reservation->open_lines.empty() || reservation->expires_at >= now) {
            co_return false;
        }
        publisher_.changed(tx,
                           co_await ok(stock_.settle(tx, endings_of(reservation_id, reservation->open_lines),
                                                     Hold::released, now)));
        co_return true;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<void>> SettleStock::sell(CallContext& context, std::string_view reservation_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto reservation = co_await ok(stock_.lock(tx, reservation_id));
        if (!reservation || reservation->status == Hold::released) co_return expired();
        if (reservation->open_lines.empty()) co_return {};
        co_await ok(
            stock_.settle(tx, endings_of(reservation_id, reservation->open_lines), Hold::sold, clock_.now()));
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<void>> SettleStock::release_lines(postgres::Transaction& tx,
                                              const std::vector<OrderLines>& orders) const {
    const auto reservations = co_await ok(stock_.lock_all(tx, reservations_of(orders)));
    std::vector<StockStore::Ending> endings;
    for (const auto& order : orders) {
        const auto found = reservations.find(order.reservation_id);
        if (found == reservations.end()) continue;
        for (const auto& line : among(found->second.open_lines, order.sku_ids)) {
            endings.push_back({order.reservation_id, line});
        }
    }
    if (endings.empty()) co_return {};
    publisher_.changed(tx, co_await ok(stock_.settle(tx, endings, Hold::released, clock_.now())));
    co_return {};
}

Task<Result<void>> SettleStock::sell_lines(postgres::Transaction& tx,
                                           const std::vector<OrderLines>& orders) const {
    const auto reservations = co_await ok(stock_.lock_all(tx, reservations_of(orders)));
    std::vector<StockStore::Ending> endings;
    SoldCounts counts;
    for (const auto& order : orders) {
        const auto found = reservations.find(order.reservation_id);
        if (found == reservations.end() || found->second.status == Hold::released) co_return expired();
        const auto lines = among(found->second.open_lines, order.sku_ids);
        if (lines.size() != order.sku_ids.size()) co_return expired();
        for (const auto& line : lines) endings.push_back({order.reservation_id, line});
        counts.add(order.units, 1);
    }
    co_await ok(stock_.settle(tx, endings, Hold::sold, clock_.now()));
    publisher_.sold(tx, counts.write(stock_, tx));
    co_return {};
}

Task<Result<void>> SettleStock::return_lines(postgres::Transaction& tx,
                                             const std::vector<OrderLines>& orders) const {
    const auto reservations = co_await ok(stock_.lock_all(tx, reservations_of(orders)));
    std::vector<StockStore::Ending> endings;
    SoldCounts counts;
    for (const auto& order : orders) {
        const auto found = reservations.find(order.reservation_id);
        if (found == reservations.end()) continue;
        if (!among(found->second.open_lines, order.sku_ids).empty()) {
            co_return reason::unavailable("The sale of this order is not recorded yet.");
        }
        const auto lines = among(found->second.sold_lines, order.sku_ids);
        if (lines.empty()) continue;
        for (const auto& line : lines) endings.push_back({order.reservation_id, line});
        counts.add(order.units, -1);
    }
    if (endings.empty()) co_return {};
    publisher_.changed(tx, co_await ok(stock_.settle(tx, endings, Hold::returned, clock_.now())));
    publisher_.sold(tx, counts.write(stock_, tx));
    co_return {};
}

}  // namespace ecommerce::product
