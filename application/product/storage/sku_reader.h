// SPDX-License-Identifier: Apache-2.0
// What carts and checkouts need to know of SKUs, and how those are sent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

struct SkuRow {
    std::int64_t sku_id = 0;
    std::int64_t product_id = 0;
    std::int64_t shop_id = 0;
    std::int64_t category_id = 0;
    std::string product_name;
    std::vector<std::string> option_values;
    std::string picture_json;  // the SKU's own or the product's cover; empty: none
    std::int64_t price_minor = 0;
    std::string currency_code;
    std::int64_t available = 0;
    bool on_sale = false;
    std::int32_t weight_grams = 0;
    std::int32_t volume_cm3 = 0;
    std::int64_t freight_template_id = 0;
};

// A template's terms.
struct TermsRow {
    std::int64_t id = 0;
    std::string terms_json;
};

struct SkusAndFreight {
    std::vector<SkuRow> skus;
    std::vector<TermsRow> freight;  // those that the SKUs name, and the platform's if there are any
};

// Stateless; any loop.
class SkuReader {
public:
    explicit SkuReader(postgres::Database& database) : database_(database) {}

    Task<Result<std::vector<SkuRow>>> find(CallContext& context, const std::vector<std::int64_t>& ids) const;
    // In one round trip.
    Task<Result<SkusAndFreight>> find_with_freight(CallContext& context,
                                                   const std::vector<std::int64_t>& ids) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
