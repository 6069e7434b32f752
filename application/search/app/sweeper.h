// SPDX-License-Identifier: Apache-2.0
// Marks what sweeps ask for, page by page.
#pragma once

#include "application/search/storage/change_store.h"
#include "application/search/storage/order_store.h"
#include "application/search/storage/sweep_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::search {

// Any loop; in several processes at once each takes another sweep.
class Sweeper {
public:
    static constexpr std::int64_t kAtOnce = 2'000;  // rows looked through

    Sweeper(postgres::Transactor transact, const SweepStore& sweeps, const ChangeStore& changes,
            const OrderStore& orders, const runtime::Clock& clock)
        : transact_(transact), sweeps_(sweeps), changes_(changes), orders_(orders), clock_(clock) {}

    // One page of one sweep; false when none is due.
    Task<Result<bool>> step(CallContext& context) const;

private:
    Task<Result<std::optional<std::int64_t>>> mark(postgres::Transaction& tx, const Sweep& sweep,
                                                   Timestamp now) const;

    postgres::Transactor transact_;
    const SweepStore& sweeps_;
    const ChangeStore& changes_;
    const OrderStore& orders_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::search
