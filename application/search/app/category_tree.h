// SPDX-License-Identifier: Apache-2.0
// The tree of categories, as each loop last read it: at most kFreshFor old, so that products that are looked at for a
// change of it never keep the names before.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "framework/runtime/loop_cache.h"

#include "category/v1/category_service.rpc.h"

namespace ecommerce::search {

class CategoryTree {
public:
    static constexpr std::chrono::seconds kFreshFor{5};

    CategoryTree(runtime::Loops& loops, category::v1::CategoryService& categories)
        : categories_(categories), copies_(loops, {.ttl = kFreshFor, .max = 1}) {}

    struct Node {
        std::int64_t parent_id = 0;
        std::vector<std::string> names;      // in all languages
        std::vector<std::int64_t> children;  // their ids
    };
    using Nodes = std::unordered_map<std::int64_t, Node>;
    using Copy = std::shared_ptr<const Nodes>;
    Task<Result<Copy>> get(CallContext& context);

    // The category and all below it; none for an unknown one.
    static std::vector<std::int64_t> subtree(const Nodes& nodes, std::int64_t id);

private:
    Task<Result<Copy>> load(CallContext& context);

    category::v1::CategoryService& categories_;
    runtime::LoopCache<std::monostate, Copy> copies_;
};

}  // namespace ecommerce::search
