// SPDX-License-Identifier: Apache-2.0
// Freight templates between the table and the contract, and what terms have to keep.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "application/product/storage/freight_store.h"

#include "product/v1/freight.pb.h"

namespace ecommerce::product {

void read_terms(const std::string& terms_json, v1::FreightTerms& out);
v1::FreightTemplate to_template(const FreightRow& row);
// Of no other version, also where the platform's was removed and made again.
std::string etag_of(const FreightRow& row);
Error template_changed_meanwhile();

// `known`: the first two digits of the provinces' codes. Error: INVALID_FIELD where a province comes twice, in whatever
// lists, or is none.
Result<void> check_provinces(const v1::FreightTerms& terms, const std::set<std::string, std::less<>>& known);

// What a SKU must say of itself to be sent by the terms: "weight" or "volume"; empty: nothing.
std::string_view measure_of(const v1::FreightTerms& terms);

}  // namespace ecommerce::product
