// SPDX-License-Identifier: Apache-2.0
// Options, attributes and SKUs as sellers write them and as the database keeps them, for the rules of the domain.
#pragma once

#include <string>
#include <vector>

#include "application/product/domain/attribute_rules.h"
#include "application/product/domain/sku_matrix.h"
#include "application/product/storage/product_store.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

std::vector<Option> to_options(const google::protobuf::RepeatedPtrField<v1::ProductOption>& options);
std::vector<SkuOffer> to_offers(const google::protobuf::RepeatedPtrField<v1::SkuInput>& skus);
std::vector<Option> stored_options(const std::string& options_json);
std::vector<Attribute> stored_attributes(const std::string& attributes_json);
std::vector<SkuOffer> stored_offers(const std::vector<SkuRecord>& skus, const std::string& currency);
SkuRecord to_record(const v1::SkuInput& input, std::int64_t product_id);
std::vector<SkuRecord> to_records(const google::protobuf::RepeatedPtrField<v1::SkuInput>& skus,
                                  std::int64_t product_id);

}  // namespace ecommerce::product
