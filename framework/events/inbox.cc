// SPDX-License-Identifier: Apache-2.0
#include "framework/events/inbox.h"

#include <google/protobuf/message.h>

#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/events/payload_json.h"
#include "framework/postgres/database.h"
#include "framework/rpc/messages.h"

#include "events/v1/error_reason.rpc.h"

namespace ecommerce::events {

namespace {

using postgres::Transaction;

constexpr postgres::Write kTake{R"sql(
    INSERT INTO inbox (event_id, subscriber, taken_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (event_id, subscriber) DO NOTHING
)sql"};

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

Task<Result<v1::DeliverResponse>> Inbox::Deliver(CallContext& context, const v1::DeliverRequest& request) {
    if (!is_event_id(request.event_id())) {
        co_return fail(v1::reason::invalid_event("The event's id is not a UUID."));
    }
    const auto* entry = subscriptions_.find(request.type());
    if (!entry) {
        // Seen while an older version of this service is being replaced, so the event is to come again.
        co_return fail(v1::reason::not_subscribed(service_ + " takes no events of this type."));
    }
    const std::unique_ptr<google::protobuf::Message> event(entry->prototype->New());
    if (!event->ParseFromString(request.payload())) {
        co_return fail(v1::reason::invalid_event("The event's payload is not of its type."));
    }
    auto taken = co_await take(context, request, *entry, *event);
    if (!taken) co_return fail(std::move(taken).error());
    co_return v1::DeliverResponse();
}

Task<Result<void>> Inbox::take(CallContext& context, const v1::DeliverRequest& request,
                               const Subscriptions::Entry& entry, const google::protobuf::Message& event) {
    if (entry.handle_outside) {
        auto done = co_await entry.handle_outside(context, event);
        if (done) metrics_.taken.fetch_add(1, std::memory_order_relaxed);
        co_return done;
    }
    bool duplicate = false;
    // The same event at the same time elsewhere waits at the INSERT for the end of this transaction.
    auto body = [&](Transaction& tx) -> Task<Result<void>> {
        const auto recorded =
            co_await ok(tx.query(kTake, request.event_id(), request.subscriber(), clock_.now()));
        duplicate = recorded.affected() == 0;
        if (duplicate) co_return {};
        co_return co_await entry.handle(context, tx, event);
    };
    auto done = co_await database_.transaction(context, std::move(body));
    if (done) (duplicate ? metrics_.duplicates : metrics_.taken).fetch_add(1, std::memory_order_relaxed);
    co_return done;
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
    bell_.ring(clock_.now());
    co_return v1::ReplayDeadLetterResponse();
}

Result<void> Inbox::check_service(std::string_view asked) const {
    if (asked == service_) return {};
    return fail(reason::not_found("This is the service " + service_ + "; ask the other one itself."));
}

}  // namespace ecommerce::events
