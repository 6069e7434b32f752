// SPDX-License-Identifier: Apache-2.0
// What a basket costs: lines grouped by shop, freight for each shop, totals. Every amount that a customer
// sees or pays is computed here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/money/money.h"

namespace ecommerce::checkout {

// One line of the basket with what the catalogue says of it now.
struct PricedLine {
    std::int64_t sku_id;
    std::int64_t shop_id;
    Money unit_price;
    int quantity;
};

// A shop's parcel: a base fee that is waived from a goods total on, and a surcharge for far regions. In minor
// units of whatever currency the goods are in.
struct FreightRule {
    std::int64_t base_minor;
    std::int64_t free_from_minor;  // 0: never free
    std::int64_t remote_surcharge_minor;
    std::vector<std::string> remote_provinces;  // the first two digits of their regions' codes
};

struct QuotedLine {
    std::int64_t sku_id;
    int quantity;
    Money unit_price;
    Money total;
};

struct ShopQuote {
    std::int64_t shop_id;
    std::vector<QuotedLine> lines;  // one for each SKU, by sku_id
    Money goods;
    Money freight;
    Money total;
};

struct Quote {
    std::vector<ShopQuote> shops;  // by shop_id
    Money goods;
    Money freight;
    Money total;
};

// Freight for one shop's parcel of `goods` to a region by its code (empty: not known yet, or abroad).
Money freight(const FreightRule& rule, const Money& goods, std::string_view region_code);

// From which goods total on freight to the region is free; 0 where it never is: a surcharge is never waived.
std::int64_t free_from_minor(const FreightRule& rule, std::string_view region_code);

// Merges lines of one SKU, groups by shop, adds up, all in `currency`. Error: invalid when a price, a quantity or the
// total is out of range.
Result<Quote> quote(const std::vector<PricedLine>& lines, std::string_view currency, const FreightRule& rule,
                    std::string_view region_code);

}  // namespace ecommerce::checkout
