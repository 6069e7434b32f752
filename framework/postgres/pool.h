// SPDX-License-Identifier: Apache-2.0
// The connections of one database on one loop, of three kinds (Use): shared ones for reads by keys; and for one caller
// at a time those for lists and those for writes and transactions. Internal to framework/postgres.
#pragma once

#include <array>
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
    std::atomic<std::uint64_t> cancelled = 0, refused = 0;
    std::atomic<std::uint64_t> connections = 0, in_flight = 0, waiting = 0, lists_running = 0,
                               lists_waiting = 0;
};

struct Sources {
    ConnectionSource usual;
    ConnectionSource lists;
};

class Pool final : public std::enable_shared_from_this<Pool>, public ConnectionOwner {
public:
    Pool(runtime::Loop& loop, ConnectionBudget::State& budget, const DatabaseOptions& options,
         const Sources& sources, Counters& counters);

    // After construction, once.
    void join_budget();

    // The shared connection with the least to do; null when it is worth to wait for one to open.
    std::shared_ptr<Connection> try_shared();
    // The same; waits for one to open.
    Task<Result<std::shared_ptr<Connection>>> shared(const CallContext& context) {
        return wait(Use::shared, context);
    }
    // A connection for one statement of the caller, null when none is free; the second waits for one, first come,
    // first served. It must be submitted to, and comes back by itself when the answer was read.
    std::shared_ptr<Connection> try_list();
    Task<Result<std::shared_ptr<Connection>>> list(const CallContext& context) {
        return wait(Use::lists, context);
    }
    // A connection for the caller alone, until put() or discard(). First come, first served.
    Task<Result<std::shared_ptr<Connection>>> exclusive(const CallContext& context);
    void put(std::shared_ptr<Connection> connection) { put(exclusive_, std::move(connection)); }
    // Ends the connection and what PostgreSQL still does for it.
    void discard(std::shared_ptr<Connection> connection);

    std::size_t shared_in_flight() const;
    void count_refusal() { ++counters_.refused; }
    // Something has a deadline from now on.
    void watch() { tick_within(kBusyTick); }

    // Closes everything and waits for attempts to connect that are under way.
    Task<void> close();

private:
    struct Waiting {
        const CallContext& context;
        std::coroutine_handle<> coroutine;
        std::optional<Result<std::shared_ptr<Connection>>> outcome;
    };
    struct Group {
        Use use;
        std::size_t limit;
        std::size_t waiting_max;
        std::vector<std::shared_ptr<Connection>> open{};
        std::vector<std::shared_ptr<Connection>> idle{};  // not of shared ones; the last used at the back
        std::deque<Waiting*> waiting{};
        std::size_t opening = 0;
    };
    static constexpr auto kBusyTick = std::chrono::milliseconds(20);
    static constexpr auto kIdleTick = std::chrono::milliseconds(1000);

    Task<Result<std::shared_ptr<Connection>>> wait(Use use, const CallContext& context);
    std::array<Group*, 3> groups() { return {&shared_, &exclusive_, &lists_}; }
    Group& group(Use use) { return *groups()[std::size_t(use)]; }
    std::shared_ptr<Connection> take_idle(Group& group);
    void put(Group& group, std::shared_ptr<Connection> connection);
    void open_if_needed(Group& group);
    static Task<void> open(std::shared_ptr<Pool> pool, Group& group);
    Task<Result<std::shared_ptr<Connection>>> connect(const Group& group);
    void opened(Group& group, const std::shared_ptr<Connection>& connection);
    void open_failed(Group& group, const Error& error);
    void join(Group& group, Waiting& waiting);
    void answer(Group& group, Waiting& waiting, Result<std::shared_ptr<Connection>> outcome);
    void answer_readers(const std::shared_ptr<Connection>& connection);
    void fail_waiting(Group& group, const Error& error);
    void remove(Connection& connection);
    void count_lists();
    void make_room();
    void tick_within(std::chrono::milliseconds delay);
    void tick();
    void end_waiting(Group& group, Deadline now);
    void close_idle(Deadline now);
    void connection_idle(Connection& connection) override;
    void connection_lost(Connection& connection) override;

    runtime::Loop& loop_;
    ConnectionBudget::State& budget_;
    const DatabaseOptions& options_;
    const Sources& sources_;
    Counters& counters_;
    std::shared_ptr<ConnectionBudget::State::Member> member_;
    Group shared_;
    Group exclusive_;
    Group lists_;
    std::size_t lists_running_ = 0;  // as counted
    boost::asio::steady_timer timer_;
    Deadline next_tick_ = Deadline::max();
    Deadline down_until_{};
    std::chrono::steady_clock::duration connecting_took_{};  // the last time, with the wait for a thread
    int failures_in_a_row_ = 0;
    bool closed_ = false;
    runtime::StopSignal stop_;  // ends waits for the budget
    runtime::Waiter attempt_ended_;
};

}  // namespace ecommerce::postgres::detail
