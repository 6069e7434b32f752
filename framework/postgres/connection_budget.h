// SPDX-License-Identifier: Apache-2.0
// The cap on PostgreSQL connections of the whole process, whatever number of services runs in it. Who needs
// one while the cap is reached waits for the next that is given back; an idle connection of another
// service or loop is closed to make room.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace ecommerce::postgres {

class ConnectionBudget {
public:
    explicit ConnectionBudget(std::size_t limit);
    // Outlives every Database that uses it.
    ~ConnectionBudget();
    ConnectionBudget(const ConnectionBudget&) = delete;
    ConnectionBudget& operator=(const ConnectionBudget&) = delete;

    // Any thread.
    std::size_t limit() const;
    std::size_t used() const;
    std::size_t waiting() const;

    struct State;
    State& state() { return *state_; }  // for framework/postgres

private:
    std::unique_ptr<State> state_;
};

}  // namespace ecommerce::postgres
