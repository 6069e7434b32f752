// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/connection_budget.h"

#include <algorithm>

#include "framework/postgres/budget_state.h"

namespace ecommerce::postgres {

void BudgetSlot::release() {
    if (budget_) std::exchange(budget_, nullptr)->release(use_);
}

void ConnectionBudget::State::take(Use use) {
    ++used;
    if (use == Use::lists) ++used_by_lists;
}

void ConnectionBudget::State::count_claims() {
    waiting = claims.size();
    waiting_for_any = std::size_t(
        std::ranges::count_if(claims, [this](const auto& claim) { return !lists_full(claim->use); }));
}

Task<BudgetSlot> ConnectionBudget::State::acquire(Use use, Deadline deadline, runtime::StopSignal& stop) {
    std::shared_ptr<Claim> claim;
    std::vector<std::shared_ptr<Member>> others;
    {
        std::lock_guard lock(mutex);
        // Whoever waits could not have this one either: release() gives to the oldest who can.
        if (is_free(use)) {
            take(use);
            count_claims();
            co_return BudgetSlot(*this, use);
        }
        claim = std::make_shared<Claim>(runtime::Loop::current(), use);
        claims.push_back(claim);
        count_claims();
        others = members;
    }
    for (const auto& member : others) {
        member->loop.post([member] { member->make_room(); });
    }
    co_await claim->waiter.wait(deadline, &stop);
    std::lock_guard lock(mutex);
    if (claim->granted) co_return BudgetSlot(*this, use);
    claims.remove(claim);
    count_claims();
    co_return BudgetSlot();
}

// The slot goes to the oldest claim that may have it, never through the hands of a newcomer.
void ConnectionBudget::State::release(Use use) {
    std::shared_ptr<Claim> next;
    {
        std::lock_guard lock(mutex);
        --used;
        if (use == Use::lists) --used_by_lists;
        const auto found =
            std::ranges::find_if(claims, [this](const auto& claim) { return is_free(claim->use); });
        if (found != claims.end()) {
            next = std::move(*found);
            claims.erase(found);
            take(next->use);
            next->granted = true;
        }
        count_claims();
    }
    if (!next) return;
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
