// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/settle_stock.h"

#include <algorithm>

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

// What is added to the products' sold counts: `sign` times the units.
void count_sold(const StockStore& stock, postgres::Transaction& tx, const std::vector<SoldUnits>& sold,
                int sign) {
    std::vector<std::int64_t> product_ids;
    std::vector<std::int64_t> units;
    for (const auto& each : sold) {
        product_ids.push_back(each.product_id);
        units.push_back(sign * each.units);
    }
    stock.add_sold(tx, product_ids, units);
}

}  // namespace

Task<Result<void>> SettleStock::release(CallContext& context, std::string_view reservation_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto reservation = co_await ok(stock_.lock(tx, reservation_id));
        if (!reservation || reservation->open_lines.empty()) co_return {};
        co_return co_await stock_.settle(tx, reservation_id, reservation->open_lines, Hold::released,
                                         clock_.now());
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
        co_await ok(stock_.settle(tx, reservation_id, reservation->open_lines, Hold::released, now));
        co_return true;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<void>> SettleStock::sell(CallContext& context, std::string_view reservation_id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto reservation = co_await ok(stock_.lock(tx, reservation_id));
        if (!reservation || reservation->status == Hold::released) co_return expired();
        if (reservation->open_lines.empty()) co_return {};
        co_return co_await stock_.settle(tx, reservation_id, reservation->open_lines, Hold::sold,
                                         clock_.now());
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<void>> SettleStock::release_lines(postgres::Transaction& tx, std::string_view reservation_id,
                                              const std::vector<std::int64_t>& sku_ids) const {
    auto reservation = co_await ok(stock_.lock(tx, reservation_id));
    if (!reservation) co_return {};
    const auto lines = among(reservation->open_lines, sku_ids);
    if (lines.empty()) co_return {};
    co_return co_await stock_.settle(tx, reservation_id, lines, Hold::released, clock_.now());
}

Task<Result<void>> SettleStock::sell_lines(postgres::Transaction& tx, std::string_view reservation_id,
                                           const std::vector<std::int64_t>& sku_ids,
                                           const std::vector<SoldUnits>& sold) const {
    auto reservation = co_await ok(stock_.lock(tx, reservation_id));
    if (!reservation || reservation->status == Hold::released) co_return expired();
    const auto lines = among(reservation->open_lines, sku_ids);
    if (lines.size() != sku_ids.size()) co_return expired();
    co_await ok(stock_.settle(tx, reservation_id, lines, Hold::sold, clock_.now()));
    count_sold(stock_, tx, sold, 1);
    co_return {};
}

Task<Result<void>> SettleStock::return_lines(postgres::Transaction& tx, std::string_view reservation_id,
                                             const std::vector<std::int64_t>& sku_ids,
                                             const std::vector<SoldUnits>& units) const {
    auto reservation = co_await ok(stock_.lock(tx, reservation_id));
    if (!reservation) co_return {};
    if (!among(reservation->open_lines, sku_ids).empty()) {
        co_return reason::unavailable("The sale of this order is not recorded yet.");
    }
    const auto lines = among(reservation->sold_lines, sku_ids);
    if (lines.empty()) co_return {};
    co_await ok(stock_.settle(tx, reservation_id, lines, Hold::returned, clock_.now()));
    count_sold(stock_, tx, units, -1);
    co_return {};
}

}  // namespace ecommerce::product
