// SPDX-License-Identifier: Apache-2.0
// Between the tables and the contract's messages.
#pragma once

#include <string>
#include <vector>

#include "application/product/domain/sku_matrix.h"
#include "application/product/storage/product_store.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

enum class Audience { everyone, office };  // office: sellers and administrators

v1::ProductSummary to_summary(const ProductRow& product, Audience audience);
v1::Product to_product(const ProductRow& product, const std::vector<SkuRecord>& skus, Audience audience);

// Lists of messages as JSON columns.
std::string message_to_json(const google::protobuf::Message& message);
template <typename List>
std::string list_to_json(const List& list) {
    std::string text = "[";
    for (const auto& message : list) {
        if (text.size() > 1) text += ',';
        text += message_to_json(message);
    }
    return text + "]";
}

std::string etag_of(const ProductRow& product);

}  // namespace ecommerce::product
