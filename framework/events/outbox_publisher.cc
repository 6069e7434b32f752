// SPDX-License-Identifier: Apache-2.0
#include "framework/events/outbox_publisher.h"

#include <algorithm>
#include <utility>

#include <google/protobuf/message.h>

#include "framework/events/outbox.h"
#include "framework/postgres/transaction.h"

namespace ecommerce::events {

OutboxPublisher::OutboxPublisher(const SubscriberTable& subscribers, const runtime::Clock& clock,
                                 RelayBell& bell, Metrics& metrics)
    : subscribers_(subscribers), clock_(clock), bell_(bell), metrics_(metrics) {}

void OutboxPublisher::publish(postgres::Transaction& transaction, const CallContext& context,
                              const google::protobuf::Message& event, const PublishOptions& options) {
    const Publication one{&context, &event, options};
    publish_all(transaction, {&one, 1});
}

void OutboxPublisher::publish_all(postgres::Transaction& transaction, std::span<const Publication> events) {
    const auto now = clock_.now();
    std::vector<Claimed> written;
    std::vector<RelayBell::Place> places;
    for (const auto& each : events) {
        const auto& type = each.event->GetDescriptor()->full_name();
        const auto& subscribers = subscribers_.of(type);
        if (subscribers.empty()) continue;
        const auto due = std::max(now, each.options.deliver_at);
        places.push_back(due <= now ? bell_.take_place(type) : RelayBell::Place());
        const bool leased(places.back());
        auto& claimed = written.emplace_back();
        claimed.due_at = due;
        claimed.leased_until = leased ? now + bell_.lease() : now;
        auto& row = claimed.event;
        row.id = new_event_id(now);
        row.type = type;
        row.key = each.options.key;
        each.event->SerializeToString(&row.payload);
        if (each.context->trace.valid()) row.traceparent = each.context->trace.traceparent();
        row.occurred_at = now;
        row.deliver_at = due;
        row.attempt = leased ? 1 : 0;
        row.subscribers = subscribers;
    }
    if (written.empty()) return;
    auto rows = Outbox::write(transaction, written);
    transaction.on_commit([&bell = bell_, &metrics = metrics_, rows = std::move(rows),
                           written = std::move(written), places = std::move(places)]() mutable {
        metrics.published.fetch_add(written.size(), std::memory_order_relaxed);
        rows.number(written);
        for (std::size_t i = 0; i < written.size(); ++i) {
            auto& row = written[i];
            if (places[i]) {
                bell.hand_over(std::move(places[i]), std::move(row));
                continue;
            }
            const bool is_due = row.due_at == row.event.occurred_at;
            bell.ring(row.event.type, row.due_at,
                      is_due ? RelayBell::Wait::none : RelayBell::Wait::until_due);
        }
    });
}

}  // namespace ecommerce::events
