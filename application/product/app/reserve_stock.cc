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

// Two round trips: [BEGIN, the reservation's row, the stock rows] look [lines, stock, movements, COMMIT].
// A shop that closes between the two was open when its goods were taken; the news of the closing ends the orders.
Task<Result<void>> ReserveStock::operator()(CallContext& context, std::string_view reservation_id,
                                            std::vector<StockLine> lines, Timestamp expires_at) const {
    const auto merged = merge_lines(std::move(lines));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = clock_.now();
        auto claimed = co_await ok(stock_.claim(tx, reservation_id, merged, expires_at, now));
        if (!claimed.not_for_sale.empty()) co_return off_shelf(claimed.not_for_sale.front());
        if (!claimed.reservation.lines.empty()) co_return repeat(claimed.reservation, merged);
        for (const auto& line : merged) {
            const auto row = std::ranges::find(claimed.stock, line.sku_id, &StockRow::sku_id);
            const auto left = row == claimed.stock.end() ? 0 : row->available;
            if (left < line.quantity) co_return out_of_stock(line.sku_id, left);
        }
        publisher_.changed(tx, co_await ok(stock_.hold(tx, reservation_id, merged, claimed.stock, now)));
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::product
