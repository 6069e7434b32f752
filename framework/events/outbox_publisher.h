// SPDX-License-Identifier: Apache-2.0
// The Publisher of a service: rows of its outbox. What is due at once is leased to the relay of this process as it is
// written, and handed to it after the commit, while the relay keeps up with events of its type.
#pragma once

#include <vector>

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
    void publish_all(postgres::Transaction& transaction, std::span<const Publication> events) override;

private:
    const SubscriberTable& subscribers_;
    const runtime::Clock& clock_;
    RelayBell& bell_;
    Metrics& metrics_;
};

}  // namespace ecommerce::events
