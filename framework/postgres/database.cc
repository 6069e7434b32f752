// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/database.h"

#include <algorithm>
#include <random>
#include <span>

#include <libpq-fe.h>

#include "framework/postgres/database_state.h"
#include "framework/postgres/sqlstate.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::postgres {

namespace chrono = std::chrono;
using chrono::steady_clock;

namespace {

constexpr int kAttempts = 4;

detail::ConnectionSource make_source(const DatabaseOptions& options, chrono::milliseconds statement_timeout) {
    detail::ConnectionSource source(options.source);
    if (!options.user.empty()) source.set("user", options.user);
    if (!options.password.empty()) source.set("password", options.password);
    source.set_default("application_name", "ecommerce-" + options.name);
    source.set_timeout(options.connect_timeout);
    source.add_setting("TimeZone", "UTC");
    source.add_setting("jit", "off");
    source.add_setting("statement_timeout", std::to_string(statement_timeout.count()));
    source.add_setting("idle_in_transaction_session_timeout",
                       std::to_string(options.statement_timeout.count()));
    if (!options.schema.empty()) source.add_setting("search_path", options.schema);
    return source;
}

struct Count {
    explicit Count(std::atomic<std::uint64_t>& gauge) : gauge_(gauge) { ++gauge_; }
    ~Count() { --gauge_; }
    std::atomic<std::uint64_t>& gauge_;
};

using Items = std::span<const detail::Item>;
// One that has all results.
using Answered = Result<std::shared_ptr<detail::Batch>>;

// What came back; nothing when it is worth sending again.
std::optional<Answered> verdict(const std::shared_ptr<detail::Batch>& ended, detail::Connection& connection,
                                std::uint64_t cancels, Items items, bool last_try) {
    const auto& batch = *ended;
    using State = detail::Batch::State;
    if (batch.state == State::timed_out) return fail(detail::deadline_exceeded());
    if (batch.state == State::cancelled) return fail(detail::caller_gone());
    const auto* failure = batch.failure.get();
    const auto sqlstate = failure ? detail::sqlstate(failure) : "";
    if (!sqlstate.empty()) {
        // Some failures are not the caller's: a cancel that was meant for the statement before this one, a
        // preparation that no longer fits the tables, and a deadlock, whose victim changed nothing.
        const bool stray = sqlstate == "57014" && connection.cancels() != cancels;
        const bool stale = detail::is_stale_statement(failure);
        if (stale) connection.forget(items[batch.results.size()]);
        if ((stray || stale || detail::is_conflict(sqlstate)) && !last_try) return std::nullopt;
        return fail(detail::to_error(failure));
    }
    if (batch.state == State::lost || batch.results.size() < items.size()) {
        return fail(items.front().statement.reads ? detail::database_unavailable()
                                                  : detail::outcome_unknown());
    }
    return Answered(ended);
}

// `ran` grows by the time that PostgreSQL had the statements.
Task<Answered> read(detail::Pool& pool, const DatabaseOptions& options, CallContext& context, Items items,
                    steady_clock::duration& ran) {
    const bool list =
        std::ranges::any_of(items, [](const auto& item) { return item.statement.lane == Lane::lists; });
    for (int tries = 1;; ++tries) {
        auto connection = list ? pool.try_list() : pool.try_shared();
        if (!connection) {
            auto opened = co_await ok(list ? pool.list(context) : pool.shared(context));
            connection = std::move(opened);
            // Between the answer and this moment it looked unused, and may have been closed to make room.
            if (!connection->usable() && tries < kAttempts) continue;
        }
        if (!list && pool.shared_in_flight() >= options.max_in_flight) {
            pool.count_refusal();
            co_return fail(detail::database_busy());
        }
        const auto cancels = connection->cancels_arrived();
        const auto batch = std::make_shared<detail::Batch>(context.deadline, context.cancellation);
        connection->submit(batch, items);
        pool.watch();
        co_await batch->ended();
        ran += batch->ran;
        const bool last = tries >= kAttempts || context.expired();
        if (auto result = verdict(batch, *connection, cancels, items, last)) co_return std::move(*result);
    }
}

Task<Answered> write(detail::Pool& pool, CallContext& context, Items items, steady_clock::duration& ran) {
    for (int tries = 1;; ++tries) {
        auto leased = co_await ok(pool.exclusive(context));
        const auto connection = std::move(leased);
        const auto batch = std::make_shared<detail::Batch>(context.deadline);
        connection->submit(batch, items);
        pool.watch();
        co_await batch->ended();
        ran += batch->ran;
        if (batch->state == detail::Batch::State::answered) {
            pool.put(connection);
        } else {
            pool.discard(connection);
        }
        const bool last = tries >= kAttempts || context.expired();
        if (auto result = verdict(batch, *connection, connection->cancels(), items, last)) {
            co_return std::move(*result);
        }
    }
}

bool valid(Items items) {
    return std::ranges::all_of(items, [](const auto& item) { return item.params.valid(); });
}

// Items of one kind, reads or one write.
Task<Answered> answer(Database::Shared& shared, CallContext& context, Items items) {
    if (!valid(items)) co_return fail(detail::invalid_text());
    const auto start = steady_clock::now();
    const Count in_flight(shared.counters.in_flight);
    shared.counters.statements += items.size();
    auto answered = Answered(fail(detail::deadline_exceeded()));
    steady_clock::duration ran{};
    if (context.deadline <= start) {
        ++shared.counters.timeouts;
    } else if (context.cancelled()) {
        ++shared.counters.cancelled;
        answered = fail(detail::caller_gone());
    } else if (items.front().statement.reads) {
        answered = co_await read(shared.local(), shared.options, context, items, ran);
    } else {
        answered = co_await write(shared.local(), context, items, ran);
    }
    if (!answered) ++shared.counters.failures;
    if (shared.observer) {
        const StatementTime time{.waited = steady_clock::now() - start - ran, .ran = ran};
        shared.observer->statement_ended(context, shared.options.name, items.front().statement.sql, time,
                                         answered ? nullptr : &answered.error());
    }
    co_return answered;
}

}  // namespace

Database::Database(runtime::Loops& loops, ConnectionBudget& budget, DatabaseOptions options,
                   Observer* observer)
    : shared_(new Shared{loops,
                         budget.state(),
                         options,
                         {.usual = make_source(options, options.statement_timeout),
                          .lists = make_source(options, options.list_timeout)},
                         observer,
                         {},
                         {}}) {
    for (auto& loop : loops) {
        shared_->pools.push_back(std::make_shared<detail::Pool>(*loop, shared_->budget, shared_->options,
                                                                shared_->sources, shared_->counters));
        shared_->pools.back()->join_budget();
    }
}

Database::~Database() {
    close();
}

void Database::close() {
    if (std::exchange(shared_->closed, true)) return;
    for (std::size_t i = 0; i < shared_->pools.size(); ++i) {
        shared_->loops.run_blocking(i, shared_->pools[i]->close());
    }
}

const std::string& Database::name() const {
    return shared_->options.name;
}

Stats Database::stats() const {
    const auto& from = shared_->counters;
    return {.statements = from.statements,
            .transactions = from.transactions,
            .rollbacks = from.rollbacks,
            .retries = from.retries,
            .failures = from.failures,
            .timeouts = from.timeouts,
            .cancels = from.cancels,
            .connects = from.connects,
            .connect_failures = from.connect_failures,
            .connections = from.connections,
            .in_flight = from.in_flight,
            .waiting = from.waiting,
            .cancelled = from.cancelled,
            .refused = from.refused,
            .lists_running = from.lists_running,
            .lists_waiting = from.lists_waiting};
}

Task<Result<Rows>> Database::run(CallContext& context, Statement statement, Params params) {
    const auto keep = shared_;  // also when the database is closed and gone meanwhile
    const detail::Item item{statement, std::move(params)};
    const auto batch = co_await ok(answer(*keep, context, {&item, 1}));
    co_return Rows(batch->results.front().release(), statement.sql);
}

Task<Result<std::vector<Rows>>> Database::run_all(CallContext& context, std::vector<Question> questions) {
    const auto keep = shared_;
    const auto batch = co_await ok(answer(*keep, context, questions));
    std::vector<Rows> rows;
    rows.reserve(questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
        rows.emplace_back(batch->results[i].release(), questions[i].statement.sql);
    }
    co_return rows;
}

Database::Attempts::Attempts(std::shared_ptr<Shared> shared, CallContext& context,
                             const TransactionOptions& options)
    : shared_(std::move(shared)), context_(context), options_(options), start_(steady_clock::now()) {
    ++shared_->counters.transactions;
}

Transaction Database::Attempts::begin() {
    auto pool = shared_->pools[runtime::Loop::current().index()];
    return Transaction(std::unique_ptr<Transaction::State>(
        new Transaction::State{shared_, context_, options_, std::move(pool), {}, {}, {}, {}, {}}));
}

// Whether to run the body once more; then waits a little first, so that the same two do not meet again.
Task<bool> Database::Attempts::again(Transaction& tx) {
    if (!tx.state_->repeatable || count_ >= kAttempts || context_.expired()) co_return false;
    thread_local std::minstd_rand engine(std::random_device{}());
    std::uniform_int_distribution<int> microseconds(1'000, 5'000 << count_);
    ++shared_->counters.retries;
    ++count_;
    co_await runtime::sleep(chrono::microseconds(microseconds(engine)));
    co_return true;
}

void Database::Attempts::ended(const Error* error) {
    auto& shared = *shared_;
    if (error) ++shared.counters.failures;
    if (shared.observer) {
        shared.observer->transaction_ended(context_, shared.options.name, count_,
                                           steady_clock::now() - start_, error);
    }
}

}  // namespace ecommerce::postgres
