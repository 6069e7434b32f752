// SPDX-License-Identifier: Apache-2.0
#include "framework/events/settler.h"

#include <chrono>

#include "framework/call/reasons.h"

namespace ecommerce::events {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 3s;
// Nobody waits for a settlement but room in a lane, so a few are written together.
constexpr auto kGather = 20ms;
constexpr std::size_t kEnough = 32;
constexpr int kAttempts = 6;  // with the pauses between them about as long as a lease

}  // namespace

Settler::Settler(std::string service, Outbox outbox, const runtime::Clock& clock, Metrics& metrics,
                 Observer& observer, Released released)
    : service_(std::move(service)),
      outbox_(outbox),
      clock_(clock),
      metrics_(metrics),
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
        if (gathered_.size() < kEnough) co_await runtime::sleep(kGather, finishing_);
        const auto batch = std::exchange(gathered_, {});
        co_await write(batch);
        released_(batch);
    }
}

Task<void> Settler::write(std::span<const Settlement> batch) {
    auto pause = 200ms;
    for (int attempt = 1;; ++attempt, pause *= 2) {
        const auto settled = co_await settle(batch);
        metrics_.settling.note(settled.has_value());
        if (settled) co_return;
        metrics_.outbox_failures.fetch_add(1, std::memory_order_relaxed);
        observer_.outbox_failed(service_, settled.error());
        if (attempt == kAttempts || !co_await runtime::sleep(pause, finishing_)) co_return;
    }
}

// A bug is a failure like any other: the settler has to go on.
Task<Result<void>> Settler::settle(std::span<const Settlement> batch) {
    auto context = CallContext::background(service_, deadline_in(kTimeout));
    try {
        co_return co_await outbox_.settle(context, batch, clock_.now());
    } catch (const std::exception& bug) {
        co_return fail(reason::internal(bug.what()));
    }
}

}  // namespace ecommerce::events
