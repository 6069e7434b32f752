// SPDX-License-Identifier: Apache-2.0
#include "framework/events/outbox_publisher.h"

#include <algorithm>

#include <google/protobuf/message.h>

#include "framework/events/outbox.h"
#include "framework/postgres/transaction.h"

namespace ecommerce::events {

OutboxPublisher::OutboxPublisher(const SubscriberTable& subscribers, const runtime::Clock& clock,
                                 RelayBell& bell, Metrics& metrics)
    : subscribers_(subscribers), clock_(clock), bell_(bell), metrics_(metrics) {}

void OutboxPublisher::publish(postgres::Transaction& transaction, const CallContext& context,
                              const google::protobuf::Message& event, const PublishOptions& options) {
    const auto& type = event.GetDescriptor()->full_name();
    const auto& subscribers = subscribers_.of(type);
    if (subscribers.empty()) return;

    const auto now = clock_.now();
    Event written;
    written.id = new_event_id(now);
    written.type = type;
    written.key = options.key;
    event.SerializeToString(&written.payload);
    if (context.trace.valid()) written.traceparent = context.trace.traceparent();
    written.occurred_at = now;
    written.deliver_at = std::max(now, options.deliver_at);
    written.subscribers = subscribers;
    Outbox::write(transaction, written);

    transaction.on_commit([&bell = bell_, &metrics = metrics_, due = written.deliver_at] {
        metrics.published.fetch_add(1, std::memory_order_relaxed);
        bell.ring(due);
    });
}

}  // namespace ecommerce::events
