// SPDX-License-Identifier: Apache-2.0
// Everything about the events of one service in one process, put together.
//
//   ServiceEvents events("order", …);
//   auto module = make_order(environment);        // gets events.publisher()
//   module->subscribe(events.subscriptions());
//   serve(EventsServiceEndpoint(events.inbox()));
//   events.start();                                // after every module of the process is built
//   …
//   co_await events.stop();                        // before the modules and their channels go
#pragma once

#include <memory>
#include <string>

#include "framework/events/metrics.h"
#include "framework/events/observer.h"
#include "framework/events/outbox.h"
#include "framework/events/publisher.h"
#include "framework/events/relay.h"
#include "framework/events/subscribers.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::rpc {
class Channels;
}

namespace ecommerce::events {

struct ServiceEventsOptions {
    RelayOptions relay;
    // How long a subscriber may take for one event.
    std::chrono::milliseconds delivery_timeout{5'000};
};

class ServiceEvents {
public:
    // The relay works on `loop`. All references outlive it.
    ServiceEvents(const std::string& service, runtime::Loop& loop, postgres::Database& database,
                  const runtime::Clock& clock, const SubscriberTable& subscribers, rpc::Channels& channels,
                  const ServiceEventsOptions& options, Observer& observer);
    ~ServiceEvents();

    Publisher& publisher();
    Subscriptions& subscriptions() { return subscriptions_; }
    v1::EventsService& inbox();
    const Metrics& metrics() const { return metrics_; }  // any thread
    // Whether the outbox could not be read, or not be written, for `time`. Any thread.
    bool failing(std::chrono::steady_clock::duration time) const {
        return metrics_.looking.lasts(time) || metrics_.settling.lasts(time);
    }
    // Makes the relay look at the clock and the outbox now, after the clock was moved. Any thread.
    void wake();
    Task<Result<Outbox::Counts>> counts(CallContext& context) const;

    // Once; any thread.
    void start();
    // After start(); any loop.
    Task<void> stop();

private:
    struct Parts;
    const runtime::Clock& clock_;
    Metrics metrics_;
    Subscriptions subscriptions_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ecommerce::events
