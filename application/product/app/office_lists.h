// SPDX-License-Identifier: Apache-2.0
// The lists of sellers and administrators, which differ in scope alone.
#pragma once

#include <string>
#include <vector>

#include "application/product/storage/product_store.h"
#include "framework/call/page.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

struct OfficePage {
    std::vector<v1::ProductSummary> products;
    std::string next_page_token;
};

// `filter` without its page.
Task<Result<OfficePage>> office_page(CallContext& context, const ProductStore& products, OfficeFilter filter,
                                     PageRequest request);

}  // namespace ecommerce::product
