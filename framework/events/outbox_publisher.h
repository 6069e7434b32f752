// SPDX-License-Identifier: Apache-2.0
// The Publisher of a service: rows of its outbox, and a ring at its relay after the commit.
#pragma once

#include "framework/events/metrics.h"
#include "framework/events/publisher.h"
#include "framework/events/relay_bell.h"
#include "framework/events/subscribers.h"

namespace ecommerce::events {

// Stateless beside its references, which outlive it; any loop.
class OutboxPublisher final : public Publisher {
public:
    OutboxPublisher(const SubscriberTable& subscribers, const runtime::Clock& clock, RelayBell& bell,
                    Metrics& metrics);

    // An event that nobody subscribes to is not written.
    void publish(postgres::Transaction& transaction, const CallContext& context,
                 const google::protobuf::Message& event, const PublishOptions& options) override;

private:
    const SubscriberTable& subscribers_;
    const runtime::Clock& clock_;
    RelayBell& bell_;
    Metrics& metrics_;
};

}  // namespace ecommerce::events
