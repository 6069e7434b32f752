// SPDX-License-Identifier: Apache-2.0
// What an administrator approves of a product, and what a seller may change without: the freight, prices, stock,
// measures and own numbers of SKUs, and which of them are still sold.
#pragma once

#include <string>
#include <vector>

#include "application/product/storage/product_store.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

// Equal for products of which buyers see the same, their SKUs aside.
std::string reviewed_content(const ProductRow& product);
// Whether each wanted SKU is one of those before with the same values and picture.
bool shows_known_skus(const std::vector<SkuRecord>& before,
                      const google::protobuf::RepeatedPtrField<v1::SkuInput>& wanted);

}  // namespace ecommerce::product
