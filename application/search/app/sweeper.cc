// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/sweeper.h"

namespace ecommerce::search {

Task<Result<bool>> Sweeper::step(CallContext& context) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        const auto now = clock_.now();
        const auto sweep = co_await ok(sweeps_.hold(tx, now));
        if (!sweep) co_return false;
        const auto& [kind, subject_id, after_id] = *sweep;
        const auto last = kind == SweepKind::category
                              ? co_await ok(changes_.mark_category(tx, subject_id, after_id, kAtOnce, now))
                              : co_await ok(orders_.mark_shop(tx, subject_id, after_id, kAtOnce, now));
        sweeps_.go_on(tx, *sweep, last);
        co_return true;
    };
    co_return co_await transact_(context, {.repeatable = true}, std::move(body));
}

}  // namespace ecommerce::search
