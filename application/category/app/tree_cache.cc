// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/tree_cache.h"

namespace ecommerce::category {

Task<Result<TreeCache::Tree>> TreeCache::get(CallContext& context) {
    auto& copy = copies_.local();
    const auto version = version_.load(std::memory_order_relaxed);
    const auto now = std::chrono::steady_clock::now();
    if (copy.tree && copy.version == version && now - copy.read_at < kFreshFor) co_return copy.tree;
    auto nodes = co_await store_.list(context);
    if (!nodes) {
        if (copy.tree) co_return copy.tree;
        co_return fail(std::move(nodes.error()));
    }
    copy = {
        .tree = std::make_shared<const CategoryTree>(*std::move(nodes)), .version = version, .read_at = now};
    co_return copy.tree;
}

}  // namespace ecommerce::category
