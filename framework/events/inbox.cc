// SPDX-License-Identifier: Apache-2.0
#include "framework/events/inbox.h"

#include <charconv>
#include <limits>

#include <google/protobuf/message.h>

#include "framework/events/payload_json.h"
#include "framework/postgres/database.h"

namespace ecommerce::events {

namespace {

using postgres::Transaction;

constexpr postgres::Statement kTake{"INSERT INTO inbox (event_id, subscriber, taken_at) VALUES ($1, $2, $3) "
                                    "ON CONFLICT (event_id, subscriber) DO NOTHING"};

constexpr std::size_t kLongestJson = 4'000;
constexpr std::uint32_t kDefaultPageSize = 20;

void set_time(google::protobuf::Timestamp& out, Timestamp time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    out.set_seconds(seconds.time_since_epoch().count());
    out.set_nanos(std::int32_t((time - seconds).count() * 1'000));
}

Result<std::int64_t> id_of_page_token(const std::string& token) {
    if (token.empty()) return std::numeric_limits<std::int64_t>::max();
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), id);
    if (error != std::errc() || end != token.data() + token.size() || id < 1) {
        return fail(Code::invalid, "INVALID_PAGE_TOKEN", "The page token was not made by this list.");
    }
    return id;
}

void fill(v1::DeadLetter& out, const DeadLetter& letter) {
    out.set_id(letter.id);
    out.set_event_id(letter.event.id);
    out.set_type(letter.event.type);
    out.set_key(letter.event.key);
    out.set_subscriber(letter.subscriber);
    out.set_payload_json(payload_json(letter.event.type, letter.event.payload, kLongestJson));
    out.set_last_error(letter.last_error);
    out.set_attempts(std::uint32_t(letter.attempts));
    set_time(*out.mutable_occurred_at(), letter.event.occurred_at);
    set_time(*out.mutable_died_at(), letter.died_at);
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
        co_return fail(Code::invalid, "INVALID_EVENT", "The event's id is not a UUID.");
    }
    const auto* entry = subscriptions_.find(request.type());
    if (!entry) {
        // Seen while an older version of this service is being replaced, so the event is to come again.
        co_return fail(Code::unimplemented, "NOT_SUBSCRIBED", service_ + " takes no events of this type.");
    }
    const std::unique_ptr<google::protobuf::Message> event(entry->prototype->New());
    if (!event->ParseFromString(request.payload())) {
        co_return fail(Code::invalid, "INVALID_EVENT", "The event's payload is not of its type.");
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
            co_await tx.query(kTake, request.event_id(), request.subscriber(), clock_.now());
        if (!recorded) co_return fail(recorded.error());
        duplicate = recorded->affected() == 0;
        if (duplicate) co_return Result<void>();
        co_return co_await entry.handle(context, tx, event);
    };
    auto done = co_await database_.transaction(context, std::move(body));
    if (done) (duplicate ? metrics_.duplicates : metrics_.taken).fetch_add(1, std::memory_order_relaxed);
    co_return done;
}

Task<Result<v1::ListDeadLettersResponse>> Inbox::ListDeadLetters(CallContext& context,
                                                                 const v1::ListDeadLettersRequest& request) {
    if (auto own = check_service(request.service()); !own) co_return fail(std::move(own).error());
    const auto before = id_of_page_token(request.page_token());
    if (!before) co_return fail(before.error());
    const auto size = request.page_size() == 0 ? kDefaultPageSize : request.page_size();

    // One more than asked for tells whether there is a next page.
    auto letters = co_await outbox_.dead_letters(context, *before, int(size) + 1);
    if (!letters) co_return fail(std::move(letters).error());
    v1::ListDeadLettersResponse response;
    if (letters->size() > size) {
        letters->resize(size);
        response.set_next_page_token(std::to_string(letters->back().id));
    }
    for (const auto& letter : *letters) fill(*response.add_dead_letters(), letter);
    co_return response;
}

Task<Result<v1::ReplayDeadLetterResponse>> Inbox::ReplayDeadLetter(
    CallContext& context, const v1::ReplayDeadLetterRequest& request) {
    if (auto own = check_service(request.service()); !own) co_return fail(std::move(own).error());
    const auto replayed = co_await outbox_.replay(context, request.id(), clock_.now());
    if (!replayed) co_return fail(replayed.error());
    if (!*replayed) co_return fail(Code::not_found, "NOT_FOUND", "There is no such dead letter.");
    bell_.ring(clock_.now());
    co_return v1::ReplayDeadLetterResponse();
}

Result<void> Inbox::check_service(std::string_view asked) const {
    if (asked == service_) return {};
    return fail(Code::not_found, "NOT_FOUND",
                "This is the service " + service_ + "; ask the other one itself.");
}

}  // namespace ecommerce::events
