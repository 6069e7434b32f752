// SPDX-License-Identifier: Apache-2.0
// The tree as each loop last read it: at most kFreshFor old, and read again at once after a change here.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "application/category/storage/category_store.h"
#include "framework/runtime/loop.h"

namespace ecommerce::category {

class TreeCache {
public:
    static constexpr std::chrono::seconds kFreshFor{5};

    TreeCache(runtime::Loops& loops, CategoryStore& store)
        : store_(store), copies_(loops, [](runtime::Loop&) { return std::make_unique<Copy>(); }) {}

    using Tree = std::shared_ptr<const CategoryTree>;
    // While the database is down the last copy goes on serving.
    Task<Result<Tree>> get(CallContext& context);
    // The next get() on every loop of this process reads anew.
    void changed() { version_.fetch_add(1, std::memory_order_relaxed); }

private:
    struct Copy {
        Tree tree;
        std::uint64_t version = 0;
        std::chrono::steady_clock::time_point read_at{};
    };

    CategoryStore& store_;
    std::atomic<std::uint64_t> version_ = 1;
    runtime::PerLoop<Copy> copies_;
};

}  // namespace ecommerce::category
