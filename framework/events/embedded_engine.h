// SPDX-License-Identifier: Apache-2.0
// The engine without a broker: it calls EventsService.Deliver of each subscriber, at the same time, on the
// channels that any other call takes.
#pragma once

#include <chrono>
#include <string>

#include "framework/events/engine.h"
#include "framework/events/subscribers.h"

namespace ecommerce::events {

class EmbeddedEngine final : public Engine {
public:
    // `service` publishes; a subscriber has `timeout` to take an event.
    EmbeddedEngine(std::string service, FindSubscriber find, std::chrono::milliseconds timeout);

    Task<void> start(v1::EventsService& inbox) override;
    Task<void> stop() override;
    Task<std::vector<Failure>> hand_over(const Event& event) override;

private:
    Task<void> deliver(const Event& event, const std::string& subscriber, std::vector<Failure>& failures);
    Task<Result<void>> call(const Event& event, const std::string& subscriber);

    const std::string service_;
    const FindSubscriber find_;
    const std::chrono::milliseconds timeout_;
};

}  // namespace ecommerce::events
