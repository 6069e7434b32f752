// SPDX-License-Identifier: Apache-2.0
// One connection in pipeline mode, on its loop. Batches are sent one after another without waiting; their
// answers come in the same order. Internal to framework/postgres.
#pragma once

#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "framework/postgres/budget_state.h"
#include "framework/postgres/connection_source.h"
#include "framework/postgres/question.h"
#include "framework/postgres/rows.h"
#include "framework/runtime/asio.h"
#include "framework/runtime/loop.h"

namespace ecommerce::postgres::detail {

struct ClearResult {
    void operator()(pg_result* result) const;
};
using ResultPtr = std::unique_ptr<pg_result, ClearResult>;

using Item = Question;

// What was sent up to one sync point, and what came back. Outlives its waiter: the answer of a call that
// gave up still has to be read.
struct Batch {
    enum class State { sent, answered, lost, timed_out, cancelled };

    explicit Batch(Deadline until, std::stop_token ends = {})
        : deadline(until), cancellation(std::move(ends)) {}

    State state = State::sent;
    std::vector<ResultPtr> results;  // of the statements that worked, in order
    ResultPtr failure;               // of the first that did not
    Deadline deadline;
    std::stop_token cancellation;
    Deadline sent{};
    std::chrono::steady_clock::duration ran{};  // without what went before it on its connection
    Deadline cancel_requested{};
    std::coroutine_handle<> waiting;

    // Ends the wait; what comes later changes nothing any more.
    void settle(State state, runtime::Loop& loop);
    auto ended() {
        struct Awaiter {
            Batch& batch;
            bool await_ready() const noexcept { return batch.state != State::sent; }
            void await_suspend(std::coroutine_handle<> coroutine) const noexcept {
                batch.waiting = coroutine;
            }
            void await_resume() const noexcept {}
        };
        return Awaiter{*this};
    }
};

class Connection;

// Told about its connections, on the loop.
class ConnectionOwner {
public:
    virtual void connection_idle(Connection& connection) = 0;  // the last answer has come
    virtual void connection_lost(Connection& connection) = 0;  // closed, but not by close()

protected:
    ~ConnectionOwner() = default;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `connection` is established. `slot` is given back when this closes.
    Connection(runtime::Loop& loop, Use use, ConnectionHandle connection, BudgetSlot slot,
               ConnectionBudget::State& budget);
    ~Connection();

    // Called once, before anything else. The owner outlives the connection's being open. Unless it is for lists, it
    // asks the server to keep plans, ahead of what is submitted next and without a round trip of its own.
    void start(ConnectionOwner& owner);

    // Whether the transaction goes on after a batch.
    enum class Then : std::uint8_t { ends, goes_on };
    // Sends the items and a sync point. When the connection is lost, so is the batch at once.
    void submit(const std::shared_ptr<Batch>& batch, std::span<const Item> items, Then then = Then::ends);
    // Prepares the statement anew at its next use.
    void forget(const Item& item);

    Use use() const { return use_; }
    bool usable() const { return connection_ != nullptr; }
    // Without the question of start(), for whose answer nobody waits.
    std::size_t in_flight() const {
        return batches_.size() - (!batches_.empty() && batches_.front() == asked_ ? 1 : 0);
    }
    // Whether the oldest batch is without an answer for longer than this.
    bool stalls(Deadline now, std::chrono::milliseconds time) const {
        return !batches_.empty() && now - batches_.front()->sent > time;
    }
    // Whether PostgreSQL was asked to stop what runs here.
    bool stopping() const { return !batches_.empty() && batches_.front()->cancel_requested != Deadline{}; }
    Deadline opened() const { return opened_; }
    Deadline last_used() const { return last_used_; }
    // The requests to PostgreSQL to stop what runs here that had arrived at this moment, as far as that can be known:
    // one may hit a statement that is sent while it is on its way.
    std::uint64_t cancels_arrived() const { return cancels_ - (cancelling() ? 1 : 0); }
    std::uint64_t cancels() const { return cancels_; }

    // The number of waits that were ended.
    struct Swept {
        std::size_t timed_out = 0;
        std::size_t cancelled = 0;
    };
    // Ends the waits whose deadline has passed or whose caller is gone. What PostgreSQL does past a deadline is
    // stopped; for a caller who is gone only a list, which has its connection to itself.
    Swept sweep(Deadline now);
    void cancel();
    // Lets go of the connection; what is in flight is lost. Idempotent.
    void close();

private:
    enum class Kind : std::uint8_t { prepare, aside, statement, sync };  // aside: nobody waits for its rows
    struct Key {
        const char* sql;
        std::uint64_t types;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return std::hash<const void*>()(key.sql) ^ (key.types * 0x9E3779B97F4A7C15ULL);
        }
    };
    struct Entry {
        Kind kind;
        Key key;
    };

    static Key key_of(const Item& item);
    bool keeps_plans() const;
    bool send(const Item& item, Kind kind);
    void arm_read();
    void flush();
    void on_readable();
    void drain();
    void take(ResultPtr result);
    void finish_batch();
    void settle(Batch& batch, Batch::State state, Deadline now);
    bool may_stop(const Batch& running, Deadline now) const;
    bool cancelling() const { return cancelling_since_ != Deadline{}; }
    void cancel_ended();
    void tell_if_idle();
    void lost();

    using Descriptor = boost::asio::posix::basic_stream_descriptor<runtime::Executor>;
    runtime::Loop& loop_;
    const Use use_;
    ConnectionHandle connection_;
    BudgetSlot slot_;
    ConnectionBudget::State& budget_;
    Descriptor descriptor_;
    ConnectionOwner* owner_ = nullptr;
    std::unordered_map<Key, std::uint32_t, Hash> prepared_;
    std::uint32_t next_name_ = 0;
    std::deque<Entry> entries_;
    std::deque<std::shared_ptr<Batch>> batches_;
    std::shared_ptr<Batch> asked_;  // what the server said to keeping plans
    Deadline opened_;
    Deadline last_used_;
    Deadline last_answer_{};
    std::uint64_t cancels_ = 0;
    Deadline cancelling_since_{};  // a request to stop is on its way, and may yet hit whatever runs here
    bool writing_ = false;
    bool weighs_ = false;  // the transaction that is being sent plans by values at this place
};

}  // namespace ecommerce::postgres::detail
