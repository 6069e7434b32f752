// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/sweeper.h"

namespace ecommerce::search {

Task<Result<std::optional<std::int64_t>>> Sweeper::mark(postgres::Transaction& tx, const Sweep& sweep,
                                                        Timestamp now) const {
    const auto& [kind, subject_id, after_id] = sweep;
    switch (kind) {
    case SweepKind::category: return changes_.mark_category(tx, subject_id, after_id, kAtOnce, now);
    case SweepKind::goods: return changes_.mark_shop(tx, subject_id, after_id, kAtOnce, now);
    case SweepKind::orders: break;
    }
    return orders_.mark_shop(tx, subject_id, after_id, kAtOnce, now);
}

Task<Result<bool>> Sweeper::step(CallContext& context) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        const auto now = clock_.now();
        const auto sweep = co_await ok(sweeps_.hold(tx, now));
        if (!sweep) co_return false;
        const auto last = co_await ok(mark(tx, *sweep, now));
        sweeps_.go_on(tx, *sweep, last);
        co_return true;
    };
    co_return co_await transact_(context, {.repeatable = true}, std::move(body));
}

}  // namespace ecommerce::search
