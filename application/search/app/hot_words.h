// SPDX-License-Identifier: Apache-2.0
// What many search for: a ranking in the key-value store for each day, of which the last days are added up, older ones
// for less, without those that hold a word of the review service's filter. A person or an address counts once a day for
// the same words. The store may lose it all.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "application/search/storage/history_store.h"
#include "framework/redis/client.h"
#include "framework/runtime/loop_cache.h"

#include "review/v1/word_filter_service.rpc.h"

namespace ecommerce::search {

class HotWords {
public:
    static constexpr std::chrono::seconds kFreshFor{10};
    static constexpr int kDays = 7;
    static constexpr int kMost = 200;

    // `callers_min`: of words that fewer have searched for, today or more of them before, nobody is told.
    HotWords(runtime::Loops& loops, redis::Client& store, review::v1::WordFilterService& filter,
             const runtime::Clock& clock, int callers_min)
        : store_(store),
          filter_(filter),
          clock_(clock),
          callers_min_(callers_min),
          copies_(loops, {.ttl = kFreshFor, .max = 1, .stale_on_error = true}) {}

    // Counts words that something was found for, by their key, unless they are such as nobody should read
    // (is_presentable).
    Task<Result<void>> count(CallContext& context, std::string_view text);
    // Whether nobody of this caller's network or account has said the words under this purpose today, and they are among
    // the first `most` of this caller. False without the store.
    Task<bool> is_first_today(CallContext& context, std::string_view purpose, std::string_view key, int most);

    using Copy = std::shared_ptr<const std::vector<std::string>>;
    // At most kMost, most first. An error while nobody can say which of them may be shown.
    Task<Result<Copy>> get(CallContext& context);

private:
    Task<Result<Copy>> load(CallContext& context);

    redis::Client& store_;
    review::v1::WordFilterService& filter_;
    const runtime::Clock& clock_;
    const int callers_min_;
    runtime::LoopCache<std::monostate, Copy> copies_;
};

}  // namespace ecommerce::search
