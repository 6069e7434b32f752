// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/reserve_stock.h"

#include <algorithm>
#include <map>

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

Error out_of_stock(std::int64_t sku_id, std::int64_t left) {
    return v1::reason::out_of_stock("Fewer are left than you asked for.")
        .with("sku_id", std::to_string(sku_id))
        .with("left", std::to_string(left));
}

Error off_shelf(std::int64_t sku_id) {
    return v1::reason::sku_off_shelf("This article is not on sale.").with("sku_id", std::to_string(sku_id));
}

Error expired() {
    return v1::reason::checkout_expired("This checkout ended before. Start a new one.");
}

// The id is there already: the same lines that are not given back are the same success again.
Result<void> repeat(const StockStore::Reservation& reservation, const std::vector<StockLine>& lines) {
    if (reservation.status == Hold::released || reservation.lines != lines) return fail(expired());
    return {};
}

}  // namespace

std::vector<StockLine> merge_lines(std::vector<StockLine> lines) {
    std::map<std::int64_t, std::int64_t> merged;
    for (const auto& line : lines) merged[line.sku_id] += line.quantity;
    std::vector<StockLine> result;
    for (const auto& [sku_id, quantity] : merged) result.push_back({.sku_id = sku_id, .quantity = quantity});
    return result;
}

// Two round trips: [BEGIN, closed shops, the reservation's row, the stock rows] look [lines, stock, movements, COMMIT].
// A shop that closes between the two was open when its goods were taken; the news of the closing ends the orders.
Task<Result<void>> ReserveStock::operator()(CallContext& context, std::string_view reservation_id,
                                            std::vector<StockLine> lines, Timestamp expires_at) const {
    const auto merged = merge_lines(std::move(lines));
    std::vector<std::int64_t> sku_ids;
    for (const auto& line : merged) sku_ids.push_back(line.sku_id);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = clock_.now();
        const auto of_closed = closings_.skus_of_closed(tx, sku_ids);
        auto claimed = co_await ok(stock_.claim(tx, reservation_id, merged, expires_at, now));
        if (const auto sku_id = of_closed.rows().first<std::int64_t>()) co_return off_shelf(*sku_id);
        if (!claimed.reservation.lines.empty()) co_return repeat(claimed.reservation, merged);
        for (const auto& line : merged) {
            const auto row = std::ranges::find(claimed.stock, line.sku_id, &StockRow::sku_id);
            const auto left = row == claimed.stock.end() ? 0 : row->available;
            if (left < line.quantity) co_return out_of_stock(line.sku_id, left);
        }
        stock_.hold(tx, reservation_id, merged, claimed.stock, now);
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::product
