// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/tree_cache.h"

namespace ecommerce::category {

Task<Result<TreeCache::Tree>> TreeCache::get(CallContext& context) {
    return copies_.get({}, context.deadline, [this, &context] { return load(context); });
}

Task<Result<TreeCache::Tree>> TreeCache::load(CallContext& context) {
    co_return std::make_shared<const CategoryTree>(co_await ok(store_.list(context)));
}

}  // namespace ecommerce::category
