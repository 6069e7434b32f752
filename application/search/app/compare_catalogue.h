// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/storage/search_checks.h"
#include "application/search/storage/walk_store.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "product/v1/product_index_service.rpc.h"

namespace ecommerce::search {

// For the doctor: whether all products on sale, and no others, can be found. Those that are marked are passed over, and
// so is everything while a walk is under way.
class CompareCatalogue {
public:
    CompareCatalogue(const WalkStore& walks, const SearchChecks& checks,
                     product::v1::ProductIndexService& products)
        : walks_(walks), checks_(checks), products_(products) {}

    Task<Result<void>> operator()(CallContext& context,
                                  diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    const WalkStore& walks_;
    const SearchChecks& checks_;
    product::v1::ProductIndexService& products_;
};

}  // namespace ecommerce::search
