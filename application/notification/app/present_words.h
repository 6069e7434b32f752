// SPDX-License-Identifier: Apache-2.0
// The words that messages have just now, a few seconds old at most. Whatever happens to those that were written, there
// are some: the latest that were read, or the program's own.
#pragma once

#include <memory>

#include "application/notification/domain/words.h"
#include "application/notification/storage/template_store.h"
#include "framework/runtime/loop_cache.h"

namespace ecommerce::notification {

// Any loop.
class PresentWords {
public:
    PresentWords(runtime::Loops& loops, const TemplateStore& templates);

    Task<std::shared_ptr<const WrittenWords>> get(CallContext& context);
    // What was written counts at once in this process.
    void forget() { cache_.clear(); }

private:
    using Kept = std::shared_ptr<const WrittenWords>;
    Task<Result<Kept>> load(CallContext& context) const;

    const TemplateStore& templates_;
    runtime::LoopCache<int, Kept> cache_;
};

}  // namespace ecommerce::notification
