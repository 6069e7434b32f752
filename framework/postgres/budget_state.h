// SPDX-License-Identifier: Apache-2.0
// Who holds a connection and who waits for one. Internal to framework/postgres.
#pragma once

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

// The right to one connection.
class BudgetSlot {
public:
    BudgetSlot() = default;
    explicit BudgetSlot(ConnectionBudget::State& budget) : budget_(&budget) {}
    BudgetSlot(BudgetSlot&& other) noexcept : budget_(std::exchange(other.budget_, nullptr)) {}
    BudgetSlot& operator=(BudgetSlot&& other) noexcept {
        if (this != &other) {
            release();
            budget_ = std::exchange(other.budget_, nullptr);
        }
        return *this;
    }
    ~BudgetSlot() { release(); }
    explicit operator bool() const { return budget_ != nullptr; }
    void release();

private:
    ConnectionBudget::State* budget_ = nullptr;
};

struct ConnectionBudget::State {
    // One that wants a connection. `granted` is set under the mutex.
    struct Claim {
        runtime::Loop& loop;
        runtime::Waiter waiter;
        bool granted = false;
    };
    // Somebody who may have idle connections: `make_room` closes one of them, on its loop.
    struct Member {
        runtime::Loop& loop;
        std::function<void()> make_room;
    };

    explicit State(std::size_t most) : limit(most) {}

    // On a loop; an empty slot when the deadline passed or a stop was requested.
    Task<BudgetSlot> acquire(Deadline deadline, runtime::StopSignal& stop);
    void release();
    void join(std::shared_ptr<Member> member);
    void leave(const std::shared_ptr<Member>& member);

    const std::size_t limit;
    mutable std::mutex mutex;
    std::size_t used = 0;
    std::list<std::shared_ptr<Claim>> claims;
    std::vector<std::shared_ptr<Member>> members;
    std::atomic<std::size_t> waiting = 0;  // claims.size(), readable without the mutex
    // For what blocks inside libpq: name look-ups and sign-in; and apart from them cancel requests, which a
    // frozen server may leave without an answer for ever.
    runtime::WorkerPool connectors{2, 4096};
    runtime::WorkerPool cancellers{1, 64};
};

}  // namespace ecommerce::postgres
