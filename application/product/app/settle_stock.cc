// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/settle_stock.h"

#include <algorithm>

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

Error expired() {
    return v1::reason::checkout_expired("The stock of this checkout was given back before.");
}

// Of the reservation's open lines, those of the given SKUs.
std::vector<StockLine> open_among(const StockStore::Reservation& reservation,
                                  const std::vector<std::int64_t>& sku_ids) {
    std::vector<StockLine> lines;
    for (const auto& line : reservation.open_lines) {
        if (std::ranges::find(sku_ids, line.sku_id) != sku_ids.end()) lines.push_back(line);
    }
    return lines;
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
    const auto lines = open_among(*reservation, sku_ids);
    if (lines.empty()) co_return {};
    co_return co_await stock_.settle(tx, reservation_id, lines, Hold::released, clock_.now());
}

Task<Result<void>> SettleStock::sell_lines(postgres::Transaction& tx, std::string_view reservation_id,
                                           const std::vector<std::int64_t>& sku_ids,
                                           const std::vector<SoldUnits>& sold) const {
    auto reservation = co_await ok(stock_.lock(tx, reservation_id));
    if (!reservation || reservation->status == Hold::released) co_return expired();
    const auto lines = open_among(*reservation, sku_ids);
    if (lines.size() != sku_ids.size()) co_return expired();
    co_await ok(stock_.settle(tx, reservation_id, lines, Hold::sold, clock_.now()));
    std::vector<std::int64_t> product_ids;
    std::vector<std::int64_t> units;
    for (const auto& each : sold) {
        product_ids.push_back(each.product_id);
        units.push_back(each.units);
    }
    stock_.add_sold(tx, product_ids, units);
    co_return {};
}

}  // namespace ecommerce::product
