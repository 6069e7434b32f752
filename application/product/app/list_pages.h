// SPDX-License-Identifier: Apache-2.0
// One page of a list of products, of everyone's, sellers' and administrators' alike.
#pragma once

#include <string>
#include <vector>

#include "application/product/storage/product_lists.h"
#include "framework/call/page.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

struct ListPage {
    std::vector<v1::ProductSummary> products;
    std::string next_page_token;
};

// `filter` without its page.
Task<Result<ListPage>> list_page(CallContext& context, ProductLists& lists, ListFilter filter,
                                 PageRequest request);

}  // namespace ecommerce::product
