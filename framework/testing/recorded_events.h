// SPDX-License-Identifier: Apache-2.0
// A publisher that remembers what was published by transactions that committed, and a way to hand events to
// a service's handlers as the inbox would.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "framework/events/publisher.h"
#include "framework/events/subscriptions.h"
#include "framework/postgres/database.h"

#include "events/v1/error_reason.rpc.h"

namespace ecommerce::testing {

struct RecordedEvent {
    std::shared_ptr<google::protobuf::Message> message;
    std::string key;
    Timestamp deliver_at;
};

// Any thread; outlives the databases whose transactions publish to it.
class RecordedEvents final : public events::Publisher {
public:
    void publish(postgres::Transaction& tx, const CallContext&, const google::protobuf::Message& event,
                 const events::PublishOptions& options) override {
        RecordedEvent recorded{std::shared_ptr<google::protobuf::Message>(event.New()),
                               std::string(options.key), options.deliver_at};
        recorded.message->CopyFrom(event);
        tx.on_commit([this, recorded = std::move(recorded)] {
            std::lock_guard lock(mutex_);
            events_.push_back(recorded);
        });
    }

    // Those of one type, in the order of their commits.
    template <typename Event>
    std::vector<Event> of() const {
        std::vector<Event> found;
        for (const auto& event : all()) {
            if (const auto* message = dynamic_cast<const Event*>(event.message.get()))
                found.push_back(*message);
        }
        return found;
    }
    std::vector<RecordedEvent> all() const {
        std::lock_guard lock(mutex_);
        return events_;
    }
    // All, which are forgotten here.
    std::vector<RecordedEvent> take() {
        std::lock_guard lock(mutex_);
        return std::exchange(events_, {});
    }
    void clear() { take(); }

private:
    mutable std::mutex mutex_;
    std::vector<RecordedEvent> events_;
};

// Runs the handler of the event in a transaction of its own, or outside of one, as it was registered.
inline Task<Result<void>> deliver(const events::Subscriptions& subscriptions, postgres::Database& database,
                                  CallContext& context, const google::protobuf::Message& event) {
    const auto* entry = subscriptions.find(event.GetDescriptor()->full_name());
    if (!entry) co_return fail(events::v1::reason::not_subscribed("Nobody takes this event."));
    if (entry->handle_outside) co_return co_await entry->handle_outside(context, event);
    const events::Told<google::protobuf::Message> told{&context, &event};
    auto body = [&](postgres::Transaction& tx) { return entry->take(context, tx, {&told, 1}); };
    co_return co_await database.transaction(context, std::move(body));
}

}  // namespace ecommerce::testing
