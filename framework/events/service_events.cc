// SPDX-License-Identifier: Apache-2.0
#include "framework/events/service_events.h"

#include <map>

#include "framework/events/embedded_engine.h"
#include "framework/events/inbox.h"
#include "framework/events/outbox_publisher.h"
#include "framework/rpc/channels.h"

namespace ecommerce::events {

namespace {

// One client for each subscriber, made ahead: the relay asks for them at every delivery.
FindSubscriber clients_of(const SubscriberTable& subscribers, rpc::Channels& channels) {
    auto clients = std::make_shared<std::map<std::string, v1::EventsServiceClient, std::less<>>>();
    for (const auto& service : subscribers.services()) clients->try_emplace(service, channels.to(service));
    return [clients](std::string_view service) -> v1::EventsService* {
        const auto found = clients->find(service);
        return found == clients->end() ? nullptr : &found->second;
    };
}

}  // namespace

// In the order of need.
struct ServiceEvents::Parts {
    Parts(const std::string& service, runtime::Loop& loop, postgres::Database& database,
          const runtime::Clock& clock, const SubscriberTable& subscribers, rpc::Channels& channels,
          const ServiceEventsOptions& options, const Subscriptions& subscriptions, Metrics& metrics,
          Observer& observer)
        : bell(loop),
          outbox(database),
          publisher(subscribers, clock, bell, metrics),
          engine(service, clients_of(subscribers, channels), options.delivery_timeout),
          relay(service, loop, database, clock, engine, bell, options.relay, metrics, observer),
          inbox(service, database, clock, subscriptions, bell, metrics) {}

    RelayBell bell;
    Outbox outbox;
    OutboxPublisher publisher;
    EmbeddedEngine engine;
    Relay relay;
    Inbox inbox;
};

ServiceEvents::ServiceEvents(const std::string& service, runtime::Loop& loop, postgres::Database& database,
                             const runtime::Clock& clock, const SubscriberTable& subscribers,
                             rpc::Channels& channels, const ServiceEventsOptions& options, Observer& observer)
    : clock_(clock),
      parts_(std::make_unique<Parts>(service, loop, database, clock, subscribers, channels, options,
                                     subscriptions_, metrics_, observer)) {}

ServiceEvents::~ServiceEvents() = default;

Publisher& ServiceEvents::publisher() {
    return parts_->publisher;
}

v1::EventsService& ServiceEvents::inbox() {
    return parts_->inbox;
}

void ServiceEvents::wake() {
    parts_->bell.ring_all();
}

Task<Result<Outbox::Counts>> ServiceEvents::counts(CallContext& context) const {
    return parts_->outbox.counts(context, clock_.now());
}

void ServiceEvents::start() {
    parts_->relay.start(parts_->inbox);
}

Task<void> ServiceEvents::stop() {
    co_await parts_->relay.stop();
}

}  // namespace ecommerce::events
