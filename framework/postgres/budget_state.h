// SPDX-License-Identifier: Apache-2.0
// Who holds a connection and who waits for one. Internal to framework/postgres.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "framework/postgres/connection_budget.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/spawn.h"
#include "framework/runtime/task.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::postgres {

// What a connection is for. Lists get half of the budget at most, so that they leave the others some.
enum class Use { shared, exclusive, lists };

// The right to one connection.
class BudgetSlot {
public:
    BudgetSlot() = default;
    BudgetSlot(ConnectionBudget::State& budget, Use use) : budget_(&budget), use_(use) {}
    BudgetSlot(BudgetSlot&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), use_(other.use_) {}
    BudgetSlot& operator=(BudgetSlot&& other) noexcept {
        if (this != &other) {
            release();
            budget_ = std::exchange(other.budget_, nullptr);
            use_ = other.use_;
        }
        return *this;
    }
    ~BudgetSlot() { release(); }
    explicit operator bool() const { return budget_ != nullptr; }
    void release();

private:
    ConnectionBudget::State* budget_ = nullptr;
    Use use_ = Use::exclusive;
};

struct ConnectionBudget::State {
    // One that wants a connection. `granted` is set under the mutex.
    struct Claim {
        runtime::Loop& loop;
        Use use;
        runtime::Waiter waiter{};
        bool granted = false;
    };
    // Somebody who may have idle connections: `make_room` closes one of them, on its loop.
    struct Member {
        runtime::Loop& loop;
        std::function<void()> make_room;
    };

    explicit State(std::size_t most) : limit(most), lists_limit(std::max<std::size_t>(most / 2, 1)) {}

    // On a loop; an empty slot when the deadline passed or a stop was requested.
    Task<BudgetSlot> acquire(Use use, Deadline deadline, runtime::StopSignal& stop);
    void release(Use use);
    // Whether somebody waits whom the end of a connection of this use would help. Any thread.
    bool wanted(Use use) const { return (use == Use::lists ? waiting : waiting_for_any) > 0; }
    void join(std::shared_ptr<Member> member);
    void leave(const std::shared_ptr<Member>& member);

    const std::size_t limit;
    const std::size_t lists_limit;
    mutable std::mutex mutex;
    std::size_t used = 0;
    std::size_t used_by_lists = 0;
    std::list<std::shared_ptr<Claim>> claims;
    std::vector<std::shared_ptr<Member>> members;
    // Of the claims, readable without the mutex: all, and those that any connection would do for.
    std::atomic<std::size_t> waiting = 0;
    std::atomic<std::size_t> waiting_for_any = 0;
    // For what blocks inside libpq: name look-ups and sign-in; and apart from them cancel requests, which a
    // frozen server may leave without an answer for ever.
    runtime::WorkerPool connectors{2, 4096};
    runtime::WorkerPool cancellers{1, 64};

private:
    // All under the mutex.
    bool is_free(Use use) const { return used < limit && !lists_full(use); }
    bool lists_full(Use use) const { return use == Use::lists && used_by_lists >= lists_limit; }
    void take(Use use);
    void count_claims();
};

}  // namespace ecommerce::postgres
