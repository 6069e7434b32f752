// SPDX-License-Identifier: Apache-2.0
// Writing events: in the transaction that makes them true (transactional outbox).
#pragma once

#include <span>
#include <string_view>

#include "framework/call/context.h"
#include "framework/runtime/clock.h"

namespace google::protobuf {
class Message;
}
namespace ecommerce::postgres {
class Transaction;
}

namespace ecommerce::events {

struct PublishOptions {
    // Groups events of one thing (an order number, a user id); for logs and for engines that keep order.
    std::string_view key;
    // Not before this moment; the default is at once.
    Timestamp deliver_at{};
};

// One of several events that are published together.
struct Publication {
    const CallContext* context;
    const google::protobuf::Message* event;
    PublishOptions options;
};

class Publisher {
public:
    virtual ~Publisher() = default;
    // Queues the event's row into `transaction` (no round trip of its own) and wakes the relay after its
    // commit. The event's type is the message's full name; it carries the context's trace.
    virtual void publish(postgres::Transaction& transaction, const CallContext& context,
                         const google::protobuf::Message& event, const PublishOptions& options) = 0;
    // The same for many events, which a publisher may write at once.
    virtual void publish_all(postgres::Transaction& transaction, std::span<const Publication> events) {
        for (const auto& each : events) publish(transaction, *each.context, *each.event, each.options);
    }
};

}  // namespace ecommerce::events
