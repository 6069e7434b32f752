// SPDX-License-Identifier: Apache-2.0
// The synonyms as each loop last read them: at most kFreshFor old, unless they cannot be read, and read again at once
// after a change here.
#pragma once

#include <chrono>
#include <memory>
#include <variant>

#include "application/search/domain/query.h"
#include "application/search/storage/synonym_store.h"
#include "framework/runtime/loop_cache.h"

namespace ecommerce::search {

class SynonymCache {
public:
    static constexpr std::chrono::seconds kFreshFor{5};

    SynonymCache(runtime::Loops& loops, const SynonymStore& store)
        : store_(store), copies_(loops, {.ttl = kFreshFor, .max = 1, .stale_on_error = true}) {}

    using Copy = std::shared_ptr<const Synonyms>;
    Task<Result<Copy>> get(CallContext& context);
    // The next get() on every loop of this process reads anew.
    void changed() { copies_.clear(); }

private:
    Task<Result<Copy>> load(CallContext& context);

    const SynonymStore& store_;
    runtime::LoopCache<std::monostate, Copy> copies_;
};

}  // namespace ecommerce::search
