// SPDX-License-Identifier: Apache-2.0
// What a basket costs: lines grouped by shop, freight for each shop (freight.h), totals. Every amount that a customer
// sees or pays is computed here.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "application/checkout/domain/freight.h"
#include "framework/money/money.h"

namespace ecommerce::checkout {

// One line of the basket with what the catalogue says of it now.
struct PricedLine {
    std::int64_t sku_id;
    std::int64_t shop_id;
    Money unit_price;
    int quantity;
    std::int64_t freight_template_id = 0;  // 0: the platform's
    std::int64_t weight_grams = 0;         // of a piece, as its volume; 0: not known, and counts as nothing
    std::int64_t volume_cm3 = 0;
};

// By their templates' ids. 0 is the platform's, which is always there and stands in for what is not.
using FreightBook = std::map<std::int64_t, FreightTerms>;
const FreightBook::value_type& entry_of(const FreightBook& book, std::int64_t template_id);

// What more of the same goods has to come to, to be sent free.
struct FreeFrom {
    std::int64_t minor = 0;   // 0: no amount does
    std::int64_t pieces = 0;  // the same
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
    FreeFrom free_from;  // none where nothing makes it free, or where the goods go by several templates
};

struct Quote {
    std::vector<ShopQuote> shops;  // by shop_id
    Money goods;
    Money freight;
    Money total;
};

// Merges lines of one SKU, groups by shop, adds up, all in `currency`, to a region by its code (empty: not known yet, or
// abroad). What is not delivered there costs no freight. Error: invalid when a price, a quantity or the total is out of
// range.
Result<Quote> quote(const std::vector<PricedLine>& lines, std::string_view currency, const FreightBook& book,
                    std::string_view region_code);

}  // namespace ecommerce::checkout
