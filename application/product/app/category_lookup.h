// SPDX-License-Identifier: Apache-2.0
// What the product service asks of the category tree, remembered for a few seconds by each loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "framework/runtime/loop.h"

#include "category/v1/category_service.rpc.h"

namespace ecommerce::product {

class CategoryLookup {
public:
    static constexpr std::chrono::seconds kFreshFor{5};
    static constexpr std::size_t kEntriesMax = 2000;

    CategoryLookup(runtime::Loops& loops, category::v1::CategoryService& categories)
        : categories_(categories), known_(loops, [](runtime::Loop&) { return std::make_unique<Known>(); }) {}

    // The category and all below it; none for an unknown one.
    Task<Result<std::vector<std::int64_t>>> subtree(CallContext& context, std::int64_t id);
    // Whether products may belong to it: it is there and has no children.
    Task<Result<bool>> is_leaf(CallContext& context, std::int64_t id);

private:
    struct Entry {
        std::vector<std::int64_t> ids;
        std::chrono::steady_clock::time_point read_at;
    };
    using Known = std::unordered_map<std::int64_t, Entry>;

    category::v1::CategoryService& categories_;
    runtime::PerLoop<Known> known_;
};

}  // namespace ecommerce::product
