// SPDX-License-Identifier: Apache-2.0
// What a basket costs: lines grouped by shop, freight for each shop, totals. Pure arithmetic on minor
// units; every amount that a customer sees or pays is computed here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::checkout {

// One line of the basket with what the catalogue says of it now.
struct PricedLine {
    std::int64_t sku_id;
    std::int64_t shop_id;
    std::int64_t unit_price_minor;
    int quantity;
};

// A shop's parcel: a base fee that is waived from a goods total on, and a surcharge for far regions.
struct FreightRule {
    std::int64_t base_minor;
    std::int64_t free_from_minor;  // 0: never free
    std::int64_t remote_surcharge_minor;
    std::vector<std::string> remote_provinces;  // by name, as in addresses
};

struct ShopQuote {
    std::int64_t shop_id;
    std::vector<PricedLine> lines;  // one for each SKU, by sku_id
    std::int64_t goods_minor;
    std::int64_t freight_minor;
    std::int64_t total_minor;
};

struct Quote {
    std::vector<ShopQuote> shops;  // by shop_id
    std::int64_t goods_minor;
    std::int64_t freight_minor;
    std::int64_t total_minor;
};

inline constexpr std::int64_t kLargestTotalMinor = 100'000'000'00;  // 100 million in the main unit

// Freight for one shop's parcel of goods worth `goods_minor` to `province` (empty: not known yet).
std::int64_t freight_minor(const FreightRule& rule, std::int64_t goods_minor, const std::string& province);

// From which goods total on freight to `province` is free; 0 where it never is: a surcharge is never waived.
std::int64_t free_from_minor(const FreightRule& rule, const std::string& province);

// Merges lines of one SKU, groups by shop, adds up. Error: invalid when a price, a quantity or the total
// is out of range.
Result<Quote> quote(std::vector<PricedLine> lines, const FreightRule& rule, const std::string& province);

}  // namespace ecommerce::checkout
