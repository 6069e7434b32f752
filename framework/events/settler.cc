// SPDX-License-Identifier: Apache-2.0
#include "framework/events/settler.h"

#include <chrono>

namespace ecommerce::events {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 3s;
constexpr int kAttempts = 6;  // with the pauses between them about as long as a lease

}  // namespace

Settler::Settler(std::string service, Outbox outbox, const runtime::Clock& clock, Observer& observer,
                 Released released)
    : service_(std::move(service)),
      outbox_(outbox),
      clock_(clock),
      observer_(observer),
      released_(std::move(released)) {}

void Settler::add(Settlement settlement) {
    gathered_.push_back(std::move(settlement));
    changed_.notify();
}

void Settler::finish() {
    finishing_.request();
    changed_.notify();
}

Task<void> Settler::run() {
    for (;;) {
        if (gathered_.empty()) {
            if (finishing_.requested()) co_return;
            co_await changed_.wait();
            continue;
        }
        const auto batch = std::exchange(gathered_, {});
        co_await write(batch);
        released_(batch);
    }
}

Task<void> Settler::write(std::span<const Settlement> batch) {
    auto pause = 200ms;
    for (int attempt = 1;; ++attempt, pause *= 2) {
        auto context = CallContext::background(service_, deadline_in(kTimeout));
        const auto settled = co_await outbox_.settle(context, batch, clock_.now());
        if (settled) co_return;
        observer_.outbox_failed(service_, settled.error());
        if (attempt == kAttempts || !co_await runtime::sleep(pause, finishing_)) co_return;
    }
}

}  // namespace ecommerce::events
