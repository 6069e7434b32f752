// SPDX-License-Identifier: Apache-2.0
// What the product service asks of the category tree, remembered for a few seconds by each loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "application/product/domain/attribute_rules.h"
#include "framework/runtime/loop_cache.h"

#include "category/v1/category_service.rpc.h"

namespace ecommerce::product {

class CategoryLookup {
public:
    static constexpr std::chrono::seconds kFreshFor{5};
    static constexpr std::size_t kEntriesMax = 2000;

    CategoryLookup(runtime::Loops& loops, category::v1::CategoryService& categories)
        : categories_(categories), known_(loops, {.ttl = kFreshFor, .max = kEntriesMax}) {}

    using Ids = std::vector<std::int64_t>;
    // The category and all below it; none for an unknown one.
    Task<Result<Ids>> subtree(CallContext& context, std::int64_t id);
    // Whether products may belong to it: it is there and has no children.
    Task<Result<bool>> is_leaf(CallContext& context, std::int64_t id);
    // Asked each time, since decisions stand on it; none for an unknown category.
    Task<Result<std::vector<AttributeRule>>> rules(CallContext& context, std::int64_t id);

private:
    Task<Result<Ids>> load(CallContext& context, std::int64_t id);

    category::v1::CategoryService& categories_;
    runtime::LoopCache<std::int64_t, Ids> known_;
};

}  // namespace ecommerce::product
