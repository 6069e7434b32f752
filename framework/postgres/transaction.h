// SPDX-License-Identifier: Apache-2.0
// One transaction on a connection of its own. BEGIN travels with the first round trip and COMMIT with the
// statements that are still queued when the body returns, so
//
//   auto rows = co_await tx.query(kLockStock, ids);     // round trip 1: BEGIN, SELECT … FOR UPDATE
//   tx.queue(kInsertOrder, …);
//   tx.queue(kInsertOutbox, …);
//   co_return order;                                     // round trip 2: both INSERTs, COMMIT
//
// costs two round trips. What a queued statement returns is had for its ticket:
//
//   auto payment = tx.queue(kLockPayment, id);
//   auto parts = tx.queue(kParts, id);
//   co_await ok(tx.flush());                      // one round trip
//   judge(payment.rows(), parts.rows());
//
// Any failed statement makes the whole transaction fail, also when the body looks
// away. Belongs to one loop and one coroutine at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "framework/call/context.h"
#include "framework/postgres/params.h"
#include "framework/postgres/rows.h"
#include "framework/postgres/statement.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::postgres {

class Database;

enum class Isolation { read_committed, repeatable_read, serializable };

struct TransactionOptions {
    Isolation isolation = Isolation::read_committed;
    bool read_only = false;
    // False: COMMIT does not wait for the disk. For what may be lost in a crash of the server.
    bool durable = true;
    // Of a call with an Idempotency-Key: what commits records under the key that the call had its effect, or fails
    // when another call has taken the key over. True: this is not the effect, or the call finds what it did here
    // when it runs again.
    bool repeatable = false;
};

// For the rows of a statement that was queued. Copies are for the same rows; it may outlive the transaction.
class Ticket {
public:
    // Once a flush(), a query() or the COMMIT has brought them. To ask earlier, or after that has failed, is a bug:
    // throws std::logic_error.
    const Rows& rows() const;

private:
    friend class Transaction;
    using Answer = std::shared_ptr<std::optional<Rows>>;
    explicit Ticket(Answer answer) : answer_(std::move(answer)) {}
    Answer answer_;
};

class Transaction {
public:
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Runs the statement now, after all that is queued, in one round trip. Its rows, or the first failure.
    template <typename... Args>
    Task<Result<Rows>> query(const Statement& statement, const Args&... args) {
        return run(statement, Params::of(args...));
    }
    // Sends the statement with the next query(), flush() or the COMMIT.
    template <typename... Args>
    Ticket queue(const Statement& statement, const Args&... args) {
        return add(statement, Params::of(args...));
    }
    // Runs what is queued in one round trip. The first failure, if there is one.
    Task<Result<void>> flush();

    // Runs after a successful COMMIT, on this loop; dropped when the transaction fails.
    void on_commit(std::move_only_function<void()> hook);

    CallContext& context();

private:
    friend class Database;
    struct State;
    explicit Transaction(std::unique_ptr<State> state);
    Task<Result<Rows>> run(Statement statement, Params params);
    Ticket add(Statement statement, Params params);
    // Commits (with what is queued) or rolls back. The failure, if any statement failed.
    Task<Result<void>> finish(bool commit);

    std::unique_ptr<State> state_;
};

}  // namespace ecommerce::postgres
