// SPDX-License-Identifier: Apache-2.0
// Keeps the index as the catalogue is: looks at products that were marked, and walks through all of them.
#pragma once

#include <functional>

#include "application/search/app/category_tree.h"
#include "application/search/app/search_meters.h"
#include "application/search/storage/change_store.h"
#include "application/search/storage/search_engine.h"
#include "application/search/storage/shop_closings.h"
#include "application/search/storage/walk_store.h"
#include "framework/postgres/transactor.h"

#include "product/v1/product_index_service.rpc.h"
#include "review/v1/review_service.rpc.h"

namespace ecommerce::search {

// Any loop; several at once, in several processes too, do no harm.
class FollowProducts {
public:
    static constexpr std::int64_t kAtOnce = 100;

    struct Needs {
        postgres::Transactor transact;
        const ChangeStore& changes;
        const WalkStore& walks;
        const ShopClosings& closings;
        SearchEngine& engine;
        CategoryTree& categories;
        product::v1::ProductIndexService& products;
        review::v1::ReviewService& reviews;
        const runtime::Clock& clock;
        SearchMeters meters;
    };
    explicit FollowProducts(const Needs& needs) : parts_(needs) {}

    // Looks at kAtOnce of the marked products at most; how many there were. What fails is looked at again.
    Task<Result<std::int64_t>> look(CallContext& context) const;
    // Marks the next products of a walk that is not at its end; false when there is nothing to do now.
    Task<Result<bool>> walk(CallContext& context) const;

private:
    Task<Result<void>> look_at(CallContext& context, std::vector<Look> looks) const;
    struct Seen {
        std::vector<Change> changes;
        bool rated = false;  // whether the reviews could be asked
    };
    Task<Result<Seen>> read(CallContext& context, const std::vector<Look>& looks) const;
    Task<Result<std::vector<std::int64_t>>> closed_among(
        CallContext& context, const product::v1::BatchGetIndexedResponse& found) const;

    const Needs parts_;
};

}  // namespace ecommerce::search
