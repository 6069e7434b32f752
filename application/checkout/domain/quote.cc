// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <algorithm>
#include <map>

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

// False: more than anybody may order at once.
bool add(Money& sum, const Result<Money>& amount) {
    const auto next = sum + amount;
    if (!next || next->minor_units() > kLargestAmountMinor) return false;
    sum = *next;
    return true;
}

std::int64_t surcharge_minor(const FreightRule& rule, std::string_view region_code) {
    const bool remote =
        std::ranges::find(rule.remote_provinces, region_code.substr(0, 2)) != rule.remote_provinces.end();
    return remote ? rule.remote_surcharge_minor : 0;
}

std::unexpected<Error> out_of_range() {
    return fail(v1::reason::amount_out_of_range("The amount of this basket is out of range."));
}

}  // namespace

Money freight(const FreightRule& rule, const Money& goods, std::string_view region_code) {
    const bool free = rule.free_from_minor > 0 && goods.minor_units() >= rule.free_from_minor;
    return {(free ? 0 : rule.base_minor) + surcharge_minor(rule, region_code), goods.currency()};
}

std::int64_t free_from_minor(const FreightRule& rule, std::string_view region_code) {
    return surcharge_minor(rule, region_code) > 0 ? 0 : rule.free_from_minor;
}

Result<Quote> quote(const std::vector<PricedLine>& lines, std::string_view currency, const FreightRule& rule,
                    std::string_view region_code) {
    std::map<std::int64_t, std::map<std::int64_t, PricedLine>> shops;
    for (const auto& line : lines) {
        if (line.quantity <= 0 || line.unit_price.is_negative()) return out_of_range();
        auto [same, added] = shops[line.shop_id].try_emplace(line.sku_id, line);
        if (!added && __builtin_add_overflow(same->second.quantity, line.quantity, &same->second.quantity)) {
            return out_of_range();
        }
    }
    const Money nothing(0, currency);
    Quote result{.shops = {}, .goods = nothing, .freight = nothing, .total = nothing};
    for (const auto& [shop_id, by_sku] : shops) {
        ShopQuote shop{
            .shop_id = shop_id, .lines = {}, .goods = nothing, .freight = nothing, .total = nothing};
        for (const auto& [sku_id, line] : by_sku) {
            const auto total = line.unit_price * line.quantity;
            if (!add(shop.goods, total)) return out_of_range();
            shop.lines.push_back({sku_id, line.quantity, line.unit_price, *total});
        }
        shop.freight = freight(rule, shop.goods, region_code);
        if (!add(shop.total, shop.goods + shop.freight) || !add(result.goods, shop.goods) ||
            !add(result.freight, shop.freight) || !add(result.total, shop.total)) {
            return out_of_range();
        }
        result.shops.push_back(std::move(shop));
    }
    return result;
}

}  // namespace ecommerce::checkout
