// SPDX-License-Identifier: Apache-2.0
// The tree as each loop last read it: at most kFreshFor old, and read again at once after a change here.
#pragma once

#include <chrono>
#include <memory>
#include <variant>

#include "application/category/storage/category_store.h"
#include "framework/runtime/loop_cache.h"

namespace ecommerce::category {

class TreeCache {
public:
    static constexpr std::chrono::seconds kFreshFor{5};

    TreeCache(runtime::Loops& loops, CategoryStore& store)
        : store_(store), copies_(loops, {.ttl = kFreshFor, .max = 1, .stale_on_error = true}) {}

    using Tree = std::shared_ptr<const CategoryTree>;
    // While the database is down the last copy goes on serving.
    Task<Result<Tree>> get(CallContext& context);
    // The next get() on every loop of this process reads anew.
    void changed() { copies_.clear(); }

private:
    Task<Result<Tree>> load(CallContext& context);

    CategoryStore& store_;
    runtime::LoopCache<std::monostate, Tree> copies_;
};

}  // namespace ecommerce::category
