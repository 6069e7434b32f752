// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <algorithm>
#include <map>

namespace ecommerce::checkout {

namespace {

// Sums stay far from overflow: at most kLargestTotalMinor is ever accepted.
bool add_goods(std::int64_t& sum, std::int64_t unit_price_minor, int quantity) {
    std::int64_t amount = 0;
    return !__builtin_mul_overflow(unit_price_minor, std::int64_t(quantity), &amount) &&
           !__builtin_add_overflow(sum, amount, &sum) && sum <= kLargestTotalMinor;
}

std::int64_t surcharge_minor(const FreightRule& rule, const std::string& province) {
    const bool remote = std::ranges::find(rule.remote_provinces, province) != rule.remote_provinces.end();
    return remote ? rule.remote_surcharge_minor : 0;
}

std::unexpected<Error> out_of_range() {
    return fail(Code::invalid, "AMOUNT_OUT_OF_RANGE", "The amount of this basket is out of range.");
}

}  // namespace

std::int64_t freight_minor(const FreightRule& rule, std::int64_t goods_minor, const std::string& province) {
    const bool free = rule.free_from_minor > 0 && goods_minor >= rule.free_from_minor;
    return (free ? 0 : rule.base_minor) + surcharge_minor(rule, province);
}

std::int64_t free_from_minor(const FreightRule& rule, const std::string& province) {
    return surcharge_minor(rule, province) > 0 ? 0 : rule.free_from_minor;
}

Result<Quote> quote(std::vector<PricedLine> lines, const FreightRule& rule, const std::string& province) {
    std::map<std::int64_t, std::map<std::int64_t, PricedLine>> shops;
    for (const auto& line : lines) {
        if (line.quantity <= 0 || line.unit_price_minor < 0) return out_of_range();
        auto [same, added] = shops[line.shop_id].try_emplace(line.sku_id, line);
        if (!added && __builtin_add_overflow(same->second.quantity, line.quantity, &same->second.quantity)) {
            return out_of_range();
        }
    }
    Quote result{};
    for (auto& [shop_id, by_sku] : shops) {
        ShopQuote shop{
            .shop_id = shop_id, .lines = {}, .goods_minor = 0, .freight_minor = 0, .total_minor = 0};
        for (auto& [sku_id, line] : by_sku) {
            if (!add_goods(shop.goods_minor, line.unit_price_minor, line.quantity)) return out_of_range();
            shop.lines.push_back(line);
        }
        shop.freight_minor = freight_minor(rule, shop.goods_minor, province);
        shop.total_minor = shop.goods_minor + shop.freight_minor;
        result.goods_minor += shop.goods_minor;
        result.freight_minor += shop.freight_minor;
        result.total_minor += shop.total_minor;
        if (result.total_minor > kLargestTotalMinor) return out_of_range();
        result.shops.push_back(std::move(shop));
    }
    return result;
}

}  // namespace ecommerce::checkout
