// SPDX-License-Identifier: Apache-2.0
#include "framework/events/housekeeping.h"

#include "framework/postgres/database.h"
#include "framework/postgres/idempotency_store.h"

namespace ecommerce::events {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 10s;  // of one statement
constexpr int kBatch = 1'000;

constexpr postgres::Statement kForgetTaken{
    "WITH old AS ("
    "SELECT event_id, subscriber FROM inbox WHERE taken_at < $1 ORDER BY taken_at LIMIT 1000 "
    "FOR UPDATE SKIP LOCKED) "
    "DELETE FROM inbox USING old WHERE inbox.event_id = old.event_id AND inbox.subscriber = old.subscriber"};
static_assert(kBatch == 1'000);

constexpr postgres::TransactionOptions kNotDurable{.durable = false};

}  // namespace

Housekeeping::Housekeeping(std::string service, runtime::Loop& loop, postgres::Database& database,
                           const runtime::Clock& clock, Observer& observer, std::chrono::milliseconds pause)
    : service_(std::move(service)),
      loop_(loop),
      database_(database),
      clock_(clock),
      observer_(observer),
      pause_(pause) {}

void Housekeeping::start() {
    loop_.post([this] { working_.start(run()); });
}

Task<void> Housekeeping::stop() {
    auto& home = runtime::Loop::current();
    co_await loop_.hop();
    co_await working_.close();
    co_await home.hop();
}

// The first round comes after a pause, so that a start does no more than it must.
Task<void> Housekeeping::run() {
    while (co_await runtime::sleep(pause_, working_.stop_signal())) {
        const auto cleaned = co_await clean();
        if (!cleaned) observer_.outbox_failed(service_, cleaned.error());
    }
}

Task<Result<void>> Housekeeping::clean() {
    auto cleaned = co_await forget_taken_events();
    if (cleaned) cleaned = co_await forget_idempotency_keys();
    co_return cleaned;
}

Task<Result<void>> Housekeeping::forget_taken_events() {
    const auto before = clock_.now() - kInboxKept;
    auto forget = [before](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        auto rows = co_await tx.query(kForgetTaken, before);
        if (!rows) co_return fail(std::move(rows).error());
        co_return rows->affected();
    };
    for (;;) {
        auto context = CallContext::background(service_, deadline_in(kTimeout));
        const auto deleted = co_await database_.transaction(context, kNotDurable, forget);
        if (!deleted) co_return fail(deleted.error());
        if (*deleted < kBatch) co_return Result<void>();
    }
}

// Their ages are of the real clock, like the leases of the processes that claim them.
Task<Result<void>> Housekeeping::forget_idempotency_keys() {
    const runtime::SystemClock real_clock;
    postgres::IdempotencyStore keys(database_, real_clock);
    for (;;) {
        auto context = CallContext::background(service_, deadline_in(kTimeout));
        const auto deleted = co_await keys.clean(context);
        if (!deleted) co_return fail(deleted.error());
        if (*deleted < kBatch) co_return Result<void>();
    }
}

}  // namespace ecommerce::events
