// SPDX-License-Identifier: Apache-2.0
// What telemetry can see of a relay.
#pragma once

#include <chrono>
#include <string_view>

#include "framework/events/event.h"
#include "framework/runtime/result.h"

namespace ecommerce::events {

// Called on the relay's loop, right after what it tells of; must be quick and must not throw.
class Observer {
public:
    virtual ~Observer() = default;
    // The subscriber did not take the event; it comes again after `delay`.
    virtual void retried(const Event& event, std::string_view subscriber, const Error& error,
                         std::chrono::milliseconds delay) = 0;
    // The event became a dead letter of the subscriber.
    virtual void died(const Event& event, std::string_view subscriber, const Error& error) = 0;
    // The outbox could not be read or written; the relay goes on after a while.
    virtual void outbox_failed(std::string_view service, const Error& error) = 0;
};

}  // namespace ecommerce::events
