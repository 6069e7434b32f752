// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/transaction.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <libpq-fe.h>

#include "framework/postgres/database_state.h"
#include "framework/postgres/sqlstate.h"

namespace ecommerce::postgres {

namespace chrono = std::chrono;
using chrono::steady_clock;
using detail::Batch;

namespace {

constexpr Write kCommit{R"sql(COMMIT)sql"};
constexpr Write kRollback{R"sql(ROLLBACK)sql"};
constexpr Write kNotDurable{R"sql(SET LOCAL synchronous_commit = off)sql"};
constexpr Write kBegin[2][3] = {
    {{R"sql(BEGIN ISOLATION LEVEL READ COMMITTED)sql"},
     {R"sql(BEGIN ISOLATION LEVEL REPEATABLE READ)sql"},
     {R"sql(BEGIN ISOLATION LEVEL SERIALIZABLE)sql"}},
    {{R"sql(BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY)sql"},
     {R"sql(BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY)sql"},
     {R"sql(BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY)sql"}},
};
// With the COMMIT of a call that runs under an Idempotency-Key: fails unless the claim is still the call's.
constexpr Write kRecordEffect{R"sql(
    WITH recorded AS (
        UPDATE idempotency_keys
        SET reply = ''
        WHERE scope = $1 AND key = $2 AND attempt = $3 AND (reply IS NULL OR reply = '')
        RETURNING attempt
    )
    SELECT 1 / CASE WHEN EXISTS (SELECT 1 FROM recorded) THEN 1 ELSE 0 END AS mine
)sql"};
constexpr std::string_view kDivisionByZero = "22012";

Error claim_lost() {
    return Error(Code::conflict, "CLAIM_LOST", "Another call with this Idempotency-Key has taken over.");
}

// A ROLLBACK does not wait for the disk or for locks: without an answer for so long something is broken.
constexpr auto kRollbackTime = chrono::seconds(2);

}  // namespace

Transaction::Transaction(std::unique_ptr<State> state) : state_(std::move(state)) {}

Transaction::~Transaction() {
    state_->let_go(false);
}

CallContext& Transaction::context() {
    return state_->context;
}

void Transaction::on_commit(std::move_only_function<void()> hook) {
    state_->hooks.push_back(std::move(hook));
}

const Rows& Ticket::rows() const {
    if (!*answer_) {
        throw std::logic_error(
            "a ticket was read whose statement has no answer: flush() first, and look at its result");
    }
    return **answer_;
}

Ticket Transaction::add(Statement statement, Params params) {
    if (!params.valid() && !state_->failure) state_->failure = detail::invalid_text();
    state_->queued.push_back({statement, std::move(params)});
    return Ticket(state_->answers.emplace_back(std::make_shared<std::optional<Rows>>()));
}

Task<Result<Rows>> Transaction::run(Statement statement, Params params) {
    const auto ticket = add(statement, std::move(params));
    co_await ok(state_->round_trip(false));
    co_return *std::move(*ticket.answer_);
}

Task<Result<void>> Transaction::flush() {
    if (state_->queued.empty() && !state_->failure) co_return {};
    co_return co_await state_->round_trip(false);
}

Task<Result<void>> Transaction::finish(bool commit) {
    auto& state = *state_;
    if (commit && !state.failure && (state.begun || !state.queued.empty())) {
        const auto committed = co_await state.round_trip(true);
        if (committed) {
            state.let_go(true);
            for (auto& hook : state.hooks) hook();
            co_return {};
        }
    }
    if (commit && !state.failure) {  // nothing was ever sent
        for (auto& hook : state.hooks) hook();
        co_return {};
    }
    ++state.database->counters.rollbacks;
    co_await state.roll_back();
    if (state.failure) co_return fail(*state.failure);
    co_return {};
}

Task<Result<void>> Transaction::State::lease() {
    if (connection) co_return {};
    auto leased = co_await ok(pool->exclusive(context));
    connection = std::move(leased);
    co_return {};
}

// What goes out in this round trip; `before` is the number of items ahead of the queued ones.
std::vector<detail::Item> Transaction::State::take_items(bool commit, std::size_t& before) {
    std::vector<detail::Item> items;
    if (!begun) {
        items.push_back({kBegin[options.read_only ? 1 : 0][std::size_t(options.isolation)], {}});
        if (!options.durable) items.push_back({kNotDurable, {}});
        begun = true;
    }
    before = items.size();
    std::ranges::move(queued, std::back_inserter(items));
    queued.clear();
    const auto& claim = context.key_claim;
    if (commit && claim && !options.repeatable && !options.read_only) {
        items.push_back({kRecordEffect, Params::of(claim->scope, claim->key, claim->attempt)});
    }
    if (commit) items.push_back({kCommit, {}});
    return items;
}

Task<Result<void>> Transaction::State::round_trip(bool commit) {
    if (failure) co_return fail(*failure);
    const auto start = steady_clock::now();
    if (context.deadline <= start) {
        failure = detail::deadline_exceeded();
        co_return fail(*failure);
    }
    if (auto leased = co_await lease(); !leased) {
        failure = leased.error();
        co_return fail(*failure);
    }
    if (!connection->usable()) {  // lost since the last round trip
        repeatable = true;
        failure = detail::database_unavailable();
        co_return fail(*failure);
    }
    std::size_t before = 0;
    const auto items = take_items(commit, before);
    const auto wanted = std::exchange(answers, {});
    const auto batch = std::make_shared<Batch>(context.deadline);
    connection->submit(batch, items,
                       commit ? detail::Connection::Then::ends : detail::Connection::Then::goes_on);
    pool->watch();
    co_await batch->ended();

    // The answer to COMMIT counts also when the connection broke right after it.
    const bool all = batch->results.size() == items.size() && !batch->failure;
    if (batch->state != Batch::State::answered && !(all && commit)) {
        failure = failed(*batch, items, commit);
    } else if (batch->failure) {
        failure = failed(*batch, items, commit);
    }
    if (auto* observer = database->observer) {
        const auto first = std::min(before, items.size() - 1);
        const StatementTime time{.waited = steady_clock::now() - start - batch->ran, .ran = batch->ran};
        observer->statement_ended(context, database->options.name, items[first].statement.sql, time,
                                  failure ? &*failure : nullptr);
    }
    if (failure) co_return fail(*failure);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        wanted[i]->emplace(batch->results[before + i].release(), items[before + i].statement.sql);
    }
    co_return {};
}

// What went wrong, and whether another attempt makes sense.
Error Transaction::State::failed(const Batch& batch, const std::vector<detail::Item>& items, bool commit) {
    const std::string_view sqlstate = batch.failure ? detail::sqlstate(batch.failure.get()) : "";
    const bool at_commit = commit && batch.results.size() + 1 >= items.size();
    if (batch.state == Batch::State::timed_out) return detail::deadline_exceeded();
    if (sqlstate == kDivisionByZero && items[batch.results.size()].statement.sql == kRecordEffect.sql) {
        return claim_lost();
    }
    if (!sqlstate.empty() && !detail::is_shutdown(sqlstate)) {
        const bool stale = detail::is_stale_statement(batch.failure.get());
        if (stale && batch.results.size() < items.size()) connection->forget(items[batch.results.size()]);
        repeatable = stale || detail::is_conflict(sqlstate);
        return detail::to_error(batch.failure.get());
    }
    // The connection is gone or going. A COMMIT that was sent may have been carried out.
    if (at_commit || (commit && sqlstate.empty())) return detail::outcome_unknown();
    repeatable = true;
    return detail::database_unavailable();
}

Task<void> Transaction::State::roll_back() {
    if (!connection || !begun || !connection->usable() || connection->in_flight() > 0) {
        let_go(!begun);
        co_return;
    }
    const detail::Item item{kRollback, {}};
    const auto batch = std::make_shared<Batch>(deadline_in(kRollbackTime));
    connection->submit(batch, {&item, 1});
    pool->watch();
    co_await batch->ended();
    let_go(batch->state == Batch::State::answered && !batch->failure);
}

void Transaction::State::let_go(bool healthy) {
    if (!connection) return;
    if (healthy) {
        pool->put(std::move(connection));
    } else {
        pool->discard(std::move(connection));
    }
    connection.reset();
}

}  // namespace ecommerce::postgres
