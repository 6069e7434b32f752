// SPDX-License-Identifier: Apache-2.0
// The connections of one database on one loop. Internal to framework/postgres.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "framework/postgres/connection.h"
#include "framework/postgres/database.h"

namespace ecommerce::postgres::detail {

// Totals of all loops of one database.
struct Counters {
    std::atomic<std::uint64_t> statements = 0, transactions = 0, rollbacks = 0, retries = 0, failures = 0;
    std::atomic<std::uint64_t> timeouts = 0, cancels = 0, connects = 0, connect_failures = 0;
    std::atomic<std::uint64_t> connections = 0, in_flight = 0, waiting = 0;
};

class Pool final : public std::enable_shared_from_this<Pool>, public ConnectionOwner {
public:
    Pool(runtime::Loop& loop, ConnectionBudget::State& budget, const DatabaseOptions& options,
         const ConnectionSource& source, Counters& counters);

    // After construction, once.
    void join_budget();

    // The shared connection with the least to do; null when it is worth to wait for one to open.
    std::shared_ptr<Connection> try_shared();
    // The same; waits for one to open.
    Task<Result<std::shared_ptr<Connection>>> shared(Deadline deadline);
    // A connection for the caller alone, until put() or discard(). First come, first served.
    Task<Result<std::shared_ptr<Connection>>> exclusive(Deadline deadline);
    void put(std::shared_ptr<Connection> connection);
    // Ends the connection and what PostgreSQL still does for it.
    void discard(std::shared_ptr<Connection> connection);

    std::size_t shared_in_flight() const;
    // Something has a deadline from now on.
    void watch() { tick_within(kBusyTick); }

    // Closes everything and waits for attempts to connect that are under way.
    Task<void> close();

private:
    enum class Kind { shared, exclusive };
    struct Waiting {
        Deadline deadline;
        std::coroutine_handle<> coroutine;
        std::optional<Result<std::shared_ptr<Connection>>> outcome;
    };
    // Connections of one kind.
    struct Group {
        std::size_t limit;
        std::vector<std::shared_ptr<Connection>> open;
        std::deque<Waiting*> waiting;
        std::size_t opening = 0;
    };
    static constexpr auto kBusyTick = std::chrono::milliseconds(20);
    static constexpr auto kIdleTick = std::chrono::milliseconds(1000);

    Task<Result<std::shared_ptr<Connection>>> wait(Kind kind, Deadline deadline);
    Group& group(Kind kind) { return kind == Kind::shared ? shared_ : exclusive_; }
    void open_if_needed(Kind kind);
    static Task<void> open(std::shared_ptr<Pool> pool, Kind kind);
    Task<Result<std::shared_ptr<Connection>>> connect(Kind kind);
    void opened(Kind kind, const std::shared_ptr<Connection>& connection);
    void open_failed(Kind kind, const Error& error);
    void answer(Group& group, Waiting& waiting, Result<std::shared_ptr<Connection>> outcome);
    void answer_readers(const std::shared_ptr<Connection>& connection);
    void fail_waiting(Group& group, const Error& error);
    void remove(Connection& connection);
    void make_room();
    void tick_within(std::chrono::milliseconds delay);
    void tick();
    void expire_waiting(Group& group, Deadline now);
    void close_idle(Deadline now);
    void connection_idle(Connection& connection) override;
    void connection_lost(Connection& connection) override;

    runtime::Loop& loop_;
    ConnectionBudget::State& budget_;
    const DatabaseOptions& options_;
    const ConnectionSource& source_;
    Counters& counters_;
    std::shared_ptr<ConnectionBudget::State::Member> member_;
    Group shared_;
    Group exclusive_;
    std::vector<std::shared_ptr<Connection>> idle_;  // of the exclusive ones; the last used at the back
    boost::asio::steady_timer timer_;
    Deadline next_tick_ = Deadline::max();
    Deadline down_until_{};
    int failures_in_a_row_ = 0;
    bool closed_ = false;
    runtime::StopSignal stop_;  // ends waits for the budget
    runtime::Waiter attempt_ended_;
};

}  // namespace ecommerce::postgres::detail
