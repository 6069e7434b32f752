// SPDX-License-Identifier: Apache-2.0
// Event deliveries as log lines, a dead letter always, what comes again by itself once a minute for each kind; their
// numbers are watched by Telemetry.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "framework/events/observer.h"
#include "framework/telemetry/log.h"

namespace ecommerce::telemetry {

class EventsObserver final : public events::Observer {
public:
    void retried(const events::Event& event, std::string_view subscriber, const Error& error,
                 std::chrono::milliseconds delay) override;
    void died(const events::Event& event, std::string_view subscriber, const Error& error) override;
    void outbox_failed(std::string_view service, const Error& error) override;

private:
    // Of what it has not told since its last line about the same.
    struct Complaint {
        bool due;
        std::uint64_t kept_back;
    };
    Complaint complain(std::string kind);

    std::mutex mutex_;
    std::map<std::string, log::Throttle>
        complaints_;  // as many as services, events and subscribers make pairs
};

}  // namespace ecommerce::telemetry
