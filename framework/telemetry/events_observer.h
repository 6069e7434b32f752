// SPDX-License-Identifier: Apache-2.0
// Event deliveries as log lines; their numbers are watched by Telemetry.
#pragma once

#include "framework/events/observer.h"

namespace ecommerce::telemetry {

class EventsObserver final : public events::Observer {
public:
    void retried(const events::Event& event, std::string_view subscriber, const Error& error,
                 std::chrono::milliseconds delay) override;
    void died(const events::Event& event, std::string_view subscriber, const Error& error) override;
    void outbox_failed(std::string_view service, const Error& error) override;
};

}  // namespace ecommerce::telemetry
