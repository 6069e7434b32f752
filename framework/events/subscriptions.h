// SPDX-License-Identifier: Apache-2.0
// Taking events: each in one transaction with its effect and its inbox record, so that an event that is
// delivered twice has one effect.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
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

// An event and the context of what it causes: the trace goes on there.
template <typename Event>
struct Told {
    CallContext* context;
    const Event* event;
};

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

    // For events that come in numbers: `handler(context, transaction, std::span<const Told<Event>>)` has the
    // effects of all of them, or of none and gives an Error; then each comes by itself, in a span of one.
    template <typename Event, typename Handler>
    void on_many(Handler handler) {
        add_many(Event::descriptor()->full_name(), std::make_unique<Event>(),
                 [handler = std::move(handler)](
                     CallContext& context, postgres::Transaction& transaction,
                     std::span<const Told<google::protobuf::Message>> told) -> Task<Result<void>> {
                     std::vector<Told<Event>> events;
                     events.reserve(told.size());
                     for (const auto& each : told) {
                         events.push_back({each.context, static_cast<const Event*>(each.event)});
                     }
                     co_return co_await handler(context, transaction, std::span<const Told<Event>>(events));
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
    using HandleMany = std::function<Task<Result<void>>(CallContext&, postgres::Transaction&,
                                                        std::span<const Told<google::protobuf::Message>>)>;
    using HandleOutside = std::function<Task<Result<void>>(CallContext&, const google::protobuf::Message&)>;
    struct Entry {
        std::unique_ptr<google::protobuf::Message> prototype;
        Handle handle;  // one of the three is set
        HandleMany handle_many;
        HandleOutside handle_outside;

        // In a transaction: all at once where the handler can, else one after another to the first that fails.
        Task<Result<void>> take(CallContext& context, postgres::Transaction& transaction,
                                std::span<const Told<google::protobuf::Message>> told) const;
    };
    // Nothing when the service does not subscribe to the type.
    const Entry* find(std::string_view type) const;
    // Ascending; to compare with what the service's definition declares.
    std::vector<std::string_view> types() const;

private:
    void add(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype, Handle handle);
    void add_many(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                  HandleMany handle);
    void add_outside(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                     HandleOutside handle);
    void put(std::string_view type, Entry entry);

    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace ecommerce::events
