// SPDX-License-Identifier: Apache-2.0
// The engine without a broker: it calls the EventsService of each subscriber, of several at the same time, on
// the channels that any other call takes. Several events go in one call, and alone when that does not take them.
#pragma once

#include <chrono>
#include <string>

#include "framework/events/engine.h"
#include "framework/events/subscribers.h"

namespace ecommerce::events {

class EmbeddedEngine final : public Engine {
public:
    // `service` publishes; a subscriber has `timeout` for one call.
    EmbeddedEngine(std::string service, FindSubscriber find, std::chrono::milliseconds timeout);

    Task<void> start(v1::EventsService& inbox) override;
    Task<void> stop() override;
    Task<std::vector<Failure>> hand_over(Events events) override;

private:
    Task<void> deliver(Events events, const std::string& subscriber, std::vector<Failure>& failures);
    // Those that the subscriber has not taken, or what kept it from taking any.
    Task<Result<std::vector<const Event*>>> call_with_all(Events events, const std::string& subscriber);
    Task<Result<void>> call(const Event& event, const std::string& subscriber);

    const std::string service_;
    const FindSubscriber find_;
    const std::chrono::milliseconds timeout_;
};

}  // namespace ecommerce::events
