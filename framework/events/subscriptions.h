// SPDX-License-Identifier: Apache-2.0
// Taking events: each in one transaction with its effect and its inbox record, so that an event that is
// delivered twice has one effect.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace google::protobuf {
class Message;
}
namespace ecommerce::postgres {
class Transaction;
}

namespace ecommerce::events {

// The handlers of one service, one an event type. Filled while the service is built, read-only after.
class Subscriptions {
public:
    Subscriptions();
    ~Subscriptions();
    Subscriptions(const Subscriptions&) = delete;
    Subscriptions& operator=(const Subscriptions&) = delete;

    // `handler(context, transaction, event)` -> Task<Result<void>>. It runs inside the transaction that
    // records the event as taken; an Error rolls both back and the event comes again after a while. The
    // handler must be repeatable and must not call out: what it causes elsewhere it publishes.
    template <typename Event, typename Handler>
    void on(Handler handler) {
        add(Event::descriptor()->full_name(), std::make_unique<Event>(),
            [handler = std::move(handler)](CallContext& context, postgres::Transaction& transaction,
                                           const google::protobuf::Message& event) {
                return handler(context, transaction, static_cast<const Event&>(event));
            });
    }

    // For effects outside this service's tables (a call to a neighbour or a provider): no transaction and
    // no inbox record, so the effect itself must be idempotent.
    template <typename Event, typename Handler>
    void on_outside(Handler handler) {
        add_outside(
            Event::descriptor()->full_name(), std::make_unique<Event>(),
            [handler = std::move(handler)](CallContext& context, const google::protobuf::Message& event) {
                return handler(context, static_cast<const Event&>(event));
            });
    }

    using Handle = std::function<Task<Result<void>>(CallContext&, postgres::Transaction&,
                                                    const google::protobuf::Message&)>;
    using HandleOutside = std::function<Task<Result<void>>(CallContext&, const google::protobuf::Message&)>;
    struct Entry {
        std::unique_ptr<google::protobuf::Message> prototype;
        Handle handle;  // one of the two is set
        HandleOutside handle_outside;
    };
    // Nothing when the service does not subscribe to the type.
    const Entry* find(std::string_view type) const;
    // Ascending; to compare with what the service's definition declares.
    std::vector<std::string_view> types() const;

private:
    void add(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype, Handle handle);
    void add_outside(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                     HandleOutside handle);
    void put(std::string_view type, Entry entry);

    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace ecommerce::events
