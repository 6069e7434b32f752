// SPDX-License-Identifier: Apache-2.0
// Writes down what became of claimed events, as many at once as have gathered while the last ones were
// written. Belongs to the relay's loop.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "framework/events/metrics.h"
#include "framework/events/observer.h"
#include "framework/events/outbox.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::events {

class Settler {
public:
    // `released` is called with what is settled, or given up: after too many failures the rows keep their
    // lease and come again when it ends.
    using Released = std::function<void(std::span<const Settlement>)>;
    Settler(std::string service, Outbox outbox, const runtime::Clock& clock, Metrics& metrics,
            Observer& observer, Released released);

    void add(Settlement settlement);
    // Runs until finish(), then writes what is left.
    Task<void> run();
    void finish();

private:
    Task<void> write(std::span<const Settlement> batch);
    Task<Result<void>> settle(std::span<const Settlement> batch);

    const std::string service_;
    const Outbox outbox_;
    const runtime::Clock& clock_;
    Metrics& metrics_;
    Observer& observer_;
    const Released released_;
    std::vector<Settlement> gathered_;
    runtime::Waiter changed_;
    runtime::StopSignal finishing_;
};

}  // namespace ecommerce::events
