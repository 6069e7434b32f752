// SPDX-License-Identifier: Apache-2.0
// A service's way to PostgreSQL. Single reads by keys share few pipelined connections per loop; lists run in a lane
// of their own, one on each of few connections; writes and transactions take one of a small pool to themselves. Connections are opened when needed, within a budget of the
// process, and closed after a while without use.
//
//   auto rows = co_await database.query(context, kFindOrder, order_no);
//   if (!rows) co_return fail(rows.error());
//
//   co_return co_await database.transaction(context, [&](Transaction& tx) -> Task<Result<Order>> { … });
//
// See errors.h for what can come back. A call waits at most until its context's deadline, or until its caller is gone.
#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "framework/postgres/connection_budget.h"
#include "framework/postgres/errors.h"
#include "framework/postgres/observer.h"
#include "framework/postgres/question.h"
#include "framework/postgres/rows.h"
#include "framework/postgres/transaction.h"
#include "framework/runtime/loop.h"

namespace ecommerce::postgres {

struct DatabaseOptions {
    std::string name;      // the service, "order": for statistics and PostgreSQL's list of sessions
    std::string source;    // libpq's URI or key=value form: "postgresql://127.0.0.1:5432/ecommerce"
    std::string user;      // replaces the one in `source` when not empty
    std::string password;  // the same
    std::string schema;    // sets search_path when not empty; else the role's own setting counts
    std::size_t shared_connections = 2;     // a loop, for reads; the second is opened when one is not enough
    std::size_t exclusive_connections = 4;  // a loop, for writes and transactions
    std::size_t list_connections = 2;       // a loop, for the lane of lists: so many run at the same time
    std::size_t max_lists_waiting = 256;    // a loop: lists that wait for one of these; more are refused
    // PostgreSQL ends a list that takes longer, whoever asked for it.
    std::chrono::milliseconds list_timeout{3'000};
    std::size_t max_waiting =
        2048;  // a loop: writes and transactions that wait for a connection; more are refused
    std::size_t max_in_flight = 4096;  // a loop: statements of query() without an answer; more are refused
    std::chrono::milliseconds idle_timeout{30'000};
    std::chrono::milliseconds connect_timeout{3'000};
    // PostgreSQL ends statements and transactions that a dead or stuck process left behind.
    std::chrono::milliseconds statement_timeout{60'000};
};

class Database {
public:
    // Opens nothing yet. `loops` must be running and outlive this, `budget` and `observer` too.
    Database(runtime::Loops& loops, ConnectionBudget& budget, DatabaseOptions options,
             Observer* observer = nullptr);
    // As close().
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One statement in its own transaction. What reads by keys is sent at once, pipelined with reads of other
    // calls on this loop; their failures stay apart, but answers come in order. What may take longer goes over the
    // lane of lists (Lane) and ends after `list_timeout`; what is to take longer than that belongs into
    // transaction(). What writes or locks might wait for a lock and takes a connection to
    // itself; it is sent again after a deadlock. `args` are copied. On any loop.
    // Not for use inside a transaction's body: that would hold one connection while it waits for another.
    template <typename... Args>
    Task<Result<Rows>> query(CallContext& context, const Statement& statement, const Args&... args) {
        return run(context, statement, Params::of(args...));
    }

    // Several reads that belong together, in one round trip and one transaction:
    //
    //   auto rows = co_await ok(database.query_all(context, ask(kFind, id), ask(kLines, id)));
    //
    // Their rows in that order, or the first failure. For reads that do not need each other's rows, as query().
    template <typename... Questions>
    Task<Result<std::vector<Rows>>> query_all(CallContext& context, Questions... questions) {
        std::vector<Question> all;
        all.reserve(sizeof...(questions));
        (all.push_back(std::move(questions)), ...);
        return run_all(context, std::move(all));
    }

    // Runs `body`, a callable giving Task<Result<T>> for a Transaction&, and commits; an Error from it or
    // from any statement rolls back. Runs again, up to three times, after deadlocks, serialization
    // failures and a connection lost before the COMMIT: the body must be repeatable.
    template <typename Body>
    std::invoke_result_t<Body&, Transaction&> transaction(CallContext& context, Body body) {
        return transaction(context, TransactionOptions{}, std::move(body));
    }
    template <typename Body>
    std::invoke_result_t<Body&, Transaction&> transaction(CallContext& context, TransactionOptions options,
                                                          Body body) {
        using Promise = typename std::invoke_result_t<Body&, Transaction&>::promise_type;
        using Output = decltype(std::declval<Promise&>().take());
        Attempts attempts(shared_, context, options);
        for (;;) {
            auto tx = attempts.begin();
            std::optional<Output> output;
            std::exception_ptr bug;
            try {
                output.emplace(co_await body(tx));
            } catch (...) {
                bug = std::current_exception();
            }
            const bool wanted = output && output->has_value();
            auto finished = co_await tx.finish(wanted);
            if (bug) std::rethrow_exception(bug);
            if (co_await attempts.again(tx)) continue;
            if (wanted && !finished) output.emplace(std::unexpected(std::move(finished.error())));
            attempts.ended(output->has_value() ? nullptr : &output->error());
            co_return std::move(*output);
        }
    }

    // Any thread.
    Stats stats() const;
    const std::string& name() const;

    // Ends all connections and waits until they are gone; calls still under way fail. Not on a loop.
    void close();

    struct Shared;  // for framework/postgres

private:
    // Makes, counts and paces the attempts of one transaction() call.
    class Attempts {
    public:
        Attempts(std::shared_ptr<Shared> shared, CallContext& context, const TransactionOptions& options);
        Transaction begin();
        Task<bool> again(Transaction& tx);
        void ended(const Error* error);

    private:
        std::shared_ptr<Shared> shared_;
        CallContext& context_;
        TransactionOptions options_;
        std::chrono::steady_clock::time_point start_;
        int count_ = 1;
    };

    Task<Result<Rows>> run(CallContext& context, Statement statement, Params params);
    Task<Result<std::vector<Rows>>> run_all(CallContext& context, std::vector<Question> questions);

    std::shared_ptr<Shared> shared_;
};

}  // namespace ecommerce::postgres
