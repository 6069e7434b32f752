// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/connection_budget.h"

#include <algorithm>

#include "framework/postgres/budget_state.h"

namespace ecommerce::postgres {

void BudgetSlot::release() {
    if (budget_) std::exchange(budget_, nullptr)->release();
}

Task<BudgetSlot> ConnectionBudget::State::acquire(Deadline deadline, runtime::StopSignal& stop) {
    std::shared_ptr<Claim> claim;
    std::vector<std::shared_ptr<Member>> others;
    {
        std::lock_guard lock(mutex);
        if (used < limit && claims.empty()) {
            ++used;
            co_return BudgetSlot(*this);
        }
        claim = std::make_shared<Claim>(runtime::Loop::current());
        claims.push_back(claim);
        waiting = claims.size();
        others = members;
    }
    for (const auto& member : others) {
        member->loop.post([member] { member->make_room(); });
    }
    co_await claim->waiter.wait(deadline, &stop);
    std::lock_guard lock(mutex);
    if (claim->granted) co_return BudgetSlot(*this);
    claims.remove(claim);
    waiting = claims.size();
    co_return BudgetSlot();
}

// The slot goes to the oldest claim, never through the hands of a newcomer.
void ConnectionBudget::State::release() {
    std::shared_ptr<Claim> next;
    {
        std::lock_guard lock(mutex);
        if (claims.empty()) {
            --used;
            return;
        }
        next = std::move(claims.front());
        claims.pop_front();
        waiting = claims.size();
        next->granted = true;
    }
    next->loop.post([next] { next->waiter.notify(); });
}

void ConnectionBudget::State::join(std::shared_ptr<Member> member) {
    std::lock_guard lock(mutex);
    members.push_back(std::move(member));
}

void ConnectionBudget::State::leave(const std::shared_ptr<Member>& member) {
    std::lock_guard lock(mutex);
    std::erase(members, member);
}

ConnectionBudget::ConnectionBudget(std::size_t limit)
    : state_(std::make_unique<State>(std::max<std::size_t>(limit, 1))) {}
ConnectionBudget::~ConnectionBudget() = default;

std::size_t ConnectionBudget::limit() const {
    return state_->limit;
}
std::size_t ConnectionBudget::used() const {
    std::lock_guard lock(state_->mutex);
    return state_->used;
}
std::size_t ConnectionBudget::waiting() const {
    return state_->waiting;
}

}  // namespace ecommerce::postgres
