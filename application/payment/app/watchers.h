// SPDX-License-Identifier: Apache-2.0
// How many may watch payments at once in this process: a stream costs a look at the row now and then for as long as it
// is open.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::payment {

struct WatchRules {
    int per_account;
    int per_payment;
};

// Any loop; counts on its home, which outlives it.
class Watchers {
    struct Counts;

public:
    Watchers(runtime::Loop& home, WatchRules rules);

    // While it is held, a place is taken.
    class Place {
    public:
        Place(Place&&) = default;
        Place& operator=(Place&&) = delete;
        ~Place();

    private:
        friend class Watchers;
        Place(const Watchers& of, std::int64_t user_id, std::string payment_id);

        runtime::Loop* home_;
        std::shared_ptr<Counts> counts_;  // none where it was moved from
        std::int64_t user_id_;
        std::string payment_id_;
    };
    // Error: exhausted TOO_MANY_WATCHERS.
    Task<Result<Place>> enter(std::int64_t user_id, const std::string& payment_id);

private:
    Result<Place> take(std::int64_t user_id, const std::string& payment_id) const;  // at home

    runtime::Loop& home_;
    const WatchRules rules_;
    std::shared_ptr<Counts> counts_;
};

}  // namespace ecommerce::payment
