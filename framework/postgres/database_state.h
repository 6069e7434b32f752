// SPDX-License-Identifier: Apache-2.0
// What a Database and its transactions share. Internal to framework/postgres.
#pragma once

#include <memory>
#include <vector>

#include "framework/postgres/pool.h"

namespace ecommerce::postgres {

struct Database::Shared {
    runtime::Loops& loops;
    ConnectionBudget::State& budget;
    DatabaseOptions options;
    detail::Sources sources;
    Observer* observer;
    detail::Counters counters;
    std::vector<std::shared_ptr<detail::Pool>> pools;
    bool closed = false;

    detail::Pool& local() { return *pools[runtime::Loop::current().index()]; }
};

struct Transaction::State {
    std::shared_ptr<Database::Shared> database;
    CallContext& context;
    TransactionOptions options;
    std::shared_ptr<detail::Pool> pool;
    std::shared_ptr<detail::Connection> connection;  // from the first round trip on
    std::vector<detail::Item> queued;
    std::vector<Ticket::Answer> answers;  // to what is queued
    std::vector<std::move_only_function<void()>> hooks;
    std::optional<Error> failure;
    bool begun = false;
    bool repeatable = false;  // the failure is one that another attempt may not meet

    // Sends BEGIN if it was not, what is queued, and COMMIT if asked. Redeems the tickets of what was queued.
    Task<Result<void>> round_trip(bool commit);
    Task<Result<void>> lease();
    std::vector<detail::Item> take_items(bool commit, std::size_t& before);
    Error failed(const detail::Batch& batch, const std::vector<detail::Item>& items, bool commit);
    Task<void> roll_back();
    void let_go(bool healthy);
};

}  // namespace ecommerce::postgres
