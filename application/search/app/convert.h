// SPDX-License-Identifier: Apache-2.0
// What was found as the contract's messages.
#pragma once

#include "application/search/storage/search_engine.h"

#include "search/v1/search_service.pb.h"

namespace ecommerce::search {

void fill(v1::ProductHit& out, const Hit& hit, const Query& query);
// Of what `request` chose.
void fill(v1::Facets& out, Counts counts, const Filter& filter, const v1::SearchProductsRequest& request);

}  // namespace ecommerce::search
