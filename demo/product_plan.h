// SPDX-License-Identifier: Apache-2.0
// The demo shops' products, one by one: always the same for the same number.
#pragma once

#include <cstdint>
#include <vector>

#include "demo/data.h"

#include "product/v1/shop_product_service.pb.h"

namespace ecommerce::demo_data {

inline constexpr std::size_t kProductCount = 1000;

struct ProductPlan {
    std::size_t shop;
    const Shelf* shelf;
    product::v1::CreateProductRequest request;  // without the category's id
    std::vector<Look> looks;                    // every picture that it shows
};

// All names differ.
std::vector<ProductPlan> plan_products(const Data& data);

// As the request of a product has it.
common::v1::Picture picture_of(const Look& look, const std::string& alt);

}  // namespace ecommerce::demo_data
