// SPDX-License-Identifier: Apache-2.0
#include "framework/events/inbox.h"

#include <algorithm>
#include <set>
#include <utility>

#include <google/protobuf/message.h>

#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/events/payload_json.h"
#include "framework/postgres/database.h"
#include "framework/postgres/row_structs.h"
#include "framework/rpc/messages.h"
#include "framework/runtime/join.h"

#include "events/v1/error_reason.rpc.h"

namespace ecommerce::events {

namespace {

using postgres::Transaction;

// By id, so that two who take the same events do not wait for each other in a circle.
constexpr postgres::Write kTake{R"sql(
    INSERT INTO inbox (event_id, subscriber, taken_at)
    SELECT new.event_id::UUID, new.subscriber, $3
    FROM UNNEST($1::TEXT[], $2::TEXT[]) AS new (event_id, subscriber)
    ORDER BY new.event_id, new.subscriber
    ON CONFLICT (event_id, subscriber) DO NOTHING
    RETURNING event_id, subscriber
)sql"};
struct TakenRow {
    std::string event_id;
    std::string subscriber;
    auto operator<=>(const TakenRow&) const = default;
};

// As PostgreSQL writes a UUID.
std::string canonical(std::string id) {
    for (auto& c : id) c = c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c;
    return id;
}

// Calls to the world outside that one batch makes at the same time.
constexpr std::size_t kOutsideAtOnce = 16;
constexpr std::size_t kLongestJson = 4'000;

void fill(v1::DeadLetter& out, const DeadLetter& letter) {
    out.set_id(letter.id);
    out.set_event_id(letter.event.id);
    out.set_type(letter.event.type);
    out.set_key(letter.event.key);
    out.set_subscriber(letter.subscriber);
    out.set_payload_json(payload_json(letter.event.type, letter.event.payload, kLongestJson));
    out.set_last_error(letter.last_error);
    out.set_attempts(std::uint32_t(letter.attempts));
    rpc::set_time(*out.mutable_occurred_at(), letter.event.occurred_at);
    rpc::set_time(*out.mutable_died_at(), letter.died_at);
}

}  // namespace

Inbox::Inbox(std::string service, postgres::Database& database, const runtime::Clock& clock,
             const Subscriptions& subscriptions, RelayBell& bell, Metrics& metrics)
    : service_(std::move(service)),
      database_(database),
      clock_(clock),
      subscriptions_(subscriptions),
      bell_(bell),
      metrics_(metrics),
      outbox_(database) {}

Result<Inbox::Arrived> Inbox::read(const CallContext& context, const v1::DeliverRequest& request) const {
    if (!is_event_id(request.event_id())) {
        return fail(v1::reason::invalid_event("The event's id is not a UUID."));
    }
    const auto* entry = subscriptions_.find(request.type());
    if (!entry) {
        // Seen while an older version of this service is being replaced, so the event is to come again.
        return fail(v1::reason::not_subscribed(service_ + " takes no events of this type."));
    }
    Arrived arrived{.request = &request,
                    .entry = entry,
                    .event = std::unique_ptr<google::protobuf::Message>(entry->prototype->New()),
                    .context = context};
    if (!arrived.event->ParseFromString(request.payload())) {
        return fail(v1::reason::invalid_event("The event's payload is not of its type."));
    }
    return arrived;
}

Task<Result<v1::DeliverResponse>> Inbox::Deliver(CallContext& context, const v1::DeliverRequest& request) {
    auto arrived = co_await ok(read(context, request));
    if (arrived.entry->handle_outside) {
        co_await ok(take_outside(arrived));
    } else {
        std::vector<Arrived*> alone{&arrived};
        co_await ok(take(context, std::move(alone)));
    }
    co_return v1::DeliverResponse();
}

Task<Result<v1::DeliverBatchResponse>> Inbox::DeliverBatch(CallContext& context,
                                                           const v1::DeliverBatchRequest& request) {
    std::vector<Arrived> arrived;
    arrived.reserve(std::size_t(request.events_size()));
    for (const auto& each : request.events()) {
        auto event = read(context, each);
        if (!event) continue;  // it is told why when it comes alone
        if (const auto trace = Trace::parse(each.traceparent()); trace.valid()) {
            event->context.trace = trace.child();
        }
        arrived.push_back(std::move(*event));
    }
    std::vector<Arrived*> inside;
    std::vector<const Arrived*> outside;
    std::vector<Task<Result<void>>> calls;
    for (auto& each : arrived) {
        if (each.entry->handle_outside) {
            outside.push_back(&each);
            calls.push_back(take_outside(each));
        } else {
            inside.push_back(&each);
        }
    }
    v1::DeliverBatchResponse response;
    const auto taken = co_await take(context, inside);
    // Out of time for all of them. What else went wrong is told to whom it concerns, alone.
    if (!taken && (context.expired() || taken.error().code() == Code::deadline))
        co_return fail(taken.error());
    if (taken) {
        for (const auto* each : inside) response.add_taken(each->request->event_id());
    }
    const auto called = co_await runtime::all(std::move(calls), kOutsideAtOnce);
    for (std::size_t i = 0; i < called.size(); ++i) {
        if (called[i]) response.add_taken(outside[i]->request->event_id());
    }
    co_return response;
}

Task<Result<void>> Inbox::take_outside(Arrived& arrived) const {
    auto done = co_await arrived.entry->handle_outside(arrived.context, *arrived.event);
    if (done) metrics_.taken.fetch_add(1, std::memory_order_relaxed);
    co_return done;
}

Task<Result<void>> Inbox::take(CallContext& context, std::vector<Arrived*> arrived) const {
    if (arrived.empty()) co_return {};
    // The same event at the same time elsewhere waits at the INSERT for the end of this transaction.
    auto body = [&](Transaction& tx) { return take_new(context, tx, arrived); };
    const auto taken = co_await ok(database_.transaction(context, std::move(body)));
    metrics_.taken.fetch_add(taken, std::memory_order_relaxed);
    metrics_.duplicates.fetch_add(arrived.size() - taken, std::memory_order_relaxed);
    co_return {};
}

Task<Result<std::size_t>> Inbox::take_new(CallContext& context, Transaction& tx,
                                          const std::vector<Arrived*>& arrived) const {
    const auto event_id = [](const Arrived* each) { return std::string_view(each->request->event_id()); };
    const auto subscriber = [](const Arrived* each) { return std::string_view(each->request->subscriber()); };
    const auto recorded =
        co_await ok(tx.query(kTake, postgres::columns(arrived, event_id, subscriber), clock_.now()));
    const auto rows = recorded.to<TakenRow>();
    std::set<TakenRow> fresh(rows.begin(), rows.end());
    // In the order of their coming, and those of one type together.
    std::vector<std::pair<const Subscriptions::Entry*, std::vector<Told<google::protobuf::Message>>>> types;
    for (auto* each : arrived) {
        if (fresh.erase({canonical(each->request->event_id()), each->request->subscriber()}) == 0) continue;
        auto same = std::ranges::find(types, each->entry, [](const auto& type) { return type.first; });
        if (same == types.end()) same = types.insert(types.end(), {each->entry, {}});
        same->second.push_back({&each->context, each->event.get()});
    }
    for (const auto& [entry, told] : types) co_await ok(entry->take(context, tx, told));
    co_return rows.size();
}

Task<Result<v1::ListDeadLettersResponse>> Inbox::ListDeadLetters(CallContext& context,
                                                                 const v1::ListDeadLettersRequest& request) {
    if (auto own = check_service(request.service()); !own) co_return fail(std::move(own).error());
    const auto page = co_await ok(read_page("dead letters", request));
    auto letters = co_await outbox_.dead_letters(context, page.before_id(), page.limit());
    if (!letters) co_return fail(std::move(letters).error());
    v1::ListDeadLettersResponse response;
    response.set_next_page_token(page.cut(*letters, &DeadLetter::id));
    for (const auto& letter : *letters) fill(*response.add_dead_letters(), letter);
    co_return response;
}

Task<Result<v1::ReplayDeadLetterResponse>> Inbox::ReplayDeadLetter(
    CallContext& context, const v1::ReplayDeadLetterRequest& request) {
    if (auto own = check_service(request.service()); !own) co_return fail(std::move(own).error());
    const auto replayed = co_await ok(outbox_.replay(context, request.id(), clock_.now()));
    if (!replayed) co_return fail(reason::not_found("There is no such dead letter."));
    bell_.ring_all();
    co_return v1::ReplayDeadLetterResponse();
}

Result<void> Inbox::check_service(std::string_view asked) const {
    if (asked == service_) return {};
    return fail(reason::not_found("This is the service " + service_ + "; ask the other one itself."));
}

}  // namespace ecommerce::events
