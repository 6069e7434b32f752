// SPDX-License-Identifier: Apache-2.0
// The connection of one loop: kept up in the background, commands pipelined. Internal to framework/redis.
#pragma once

#include <atomic>
#include <coroutine>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "framework/redis/client.h"
#include "framework/redis/resp.h"
#include "framework/runtime/asio.h"
#include "framework/runtime/spawn.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::redis::detail {

// Totals of all loops of one client.
struct Counters {
    std::atomic<std::uint64_t> commands = 0, failures = 0, timeouts = 0, connects = 0, connect_failures = 0;
    std::atomic<std::uint64_t> connected = 0, in_flight = 0;
};

// One command under way. Outlives its waiter: a reply that comes too late still has to be read.
struct Command {
    enum class State { sent, answered, lost, timed_out };
    State state = State::sent;
    Reply reply;
    Deadline deadline;
    std::coroutine_handle<> waiting;

    void settle(State state, runtime::Loop& loop);
    auto ended() {
        struct Awaiter {
            Command& command;
            bool await_ready() const noexcept { return command.state != State::sent; }
            void await_suspend(std::coroutine_handle<> coroutine) const noexcept {
                command.waiting = coroutine;
            }
            void await_resume() const noexcept {}
        };
        return Awaiter{*this};
    }
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(runtime::Loop& loop, const ClientOptions& options, runtime::WorkerPool& resolver,
               Counters& counters);

    // Keeps a connection up until close(). On the loop, once.
    void start();
    // Waits for the background work to end. On the loop.
    Task<void> close();

    bool connected() const { return connected_; }
    // Sends at the end of this turn of the loop. Only while connected.
    std::shared_ptr<Command> send(std::string_view wire, Deadline deadline);
    std::size_t in_flight() const { return commands_.size(); }
    // Gives up this connection; another one is made.
    void drop();

private:
    static Task<void> keep_up(std::shared_ptr<Connection> self);
    Task<bool> connect();
    Task<std::vector<boost::asio::ip::tcp::endpoint>> resolve();
    Task<bool> hand_shake();
    std::shared_ptr<Command> enqueue(std::string_view wire, Deadline deadline);
    Task<void> read();
    bool take_replies();
    static Task<void> write(std::shared_ptr<Connection> self);
    void tick();
    void arm_timer();

    runtime::Loop& loop_;
    const ClientOptions& options_;
    runtime::WorkerPool& resolver_;
    Counters& counters_;
    std::shared_ptr<runtime::Socket> socket_;  // a new one each time: late writes must not meet its successor
    boost::asio::steady_timer timer_;
    bool ticking_ = false;
    ReplyReader reader_;
    std::deque<std::shared_ptr<Command>> commands_;
    std::string unsent_;
    bool writing_ = false;
    bool connected_ = false;
    runtime::StopSignal stop_;
    bool running_ = false;
    runtime::Waiter ended_;
};

}  // namespace ecommerce::redis::detail
