// SPDX-License-Identifier: Apache-2.0
#include "framework/events/relay_bell.h"

#include <atomic>

namespace ecommerce::events {

struct RelayBell::State {
    std::atomic<std::int64_t> earliest{Timestamp::max().time_since_epoch().count()};
    std::atomic<bool> on_its_way{false};
    std::function<void(Timestamp)> ear;  // the loop's alone

    void hear() {
        on_its_way = false;
        if (!ear) return;
        const auto due = earliest.exchange(Timestamp::max().time_since_epoch().count());
        ear(Timestamp(std::chrono::microseconds(due)));
    }
};

RelayBell::RelayBell(runtime::Loop& loop) : loop_(loop), state_(std::make_shared<State>()) {}

void RelayBell::ring(Timestamp due) {
    const auto wanted = due.time_since_epoch().count();
    auto known = state_->earliest.load();
    while (wanted < known && !state_->earliest.compare_exchange_weak(known, wanted)) {}
    if (!state_->on_its_way.exchange(true)) {
        loop_.post([state = state_] { state->hear(); });
    }
}

void RelayBell::on_ring(std::function<void(Timestamp)> ear) {
    state_->ear = std::move(ear);
    if (state_->ear) state_->hear();
}

}  // namespace ecommerce::events
