// SPDX-License-Identifier: Apache-2.0
// The part of a server that lives on one loop: its acceptor, its connections, and the sweep that ends
// those whose time is up. One coarse timer a loop is cheaper than a timer a read. Internal to framework/http.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "framework/http/client_socket.h"
#include "framework/http/server.h"
#include "framework/runtime/asio.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {

class Connection;

class Shard : public std::enable_shared_from_this<Shard> {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::size_t kInput = std::size_t(16) * 1024;

    Shard(runtime::Loop& loop, Handler& handler, const ServerOptions& options);
    ~Shard();

    // Before the loop runs anything of this shard. Returns the port.
    std::uint16_t listen(const boost::asio::ip::address& address, std::uint16_t port);

    // On the loop.
    void start();
    void drain();
    Task<bool> stop(Deadline deadline);

    runtime::Loop& loop() { return loop_; }
    Handler& handler() { return handler_; }
    const ServerLimits& limits() const { return limits_; }
    bool draining() const { return draining_; }
    Time now() const { return now_; }  // as of the last sweep
    // The date and the common fields, as lines.
    std::string_view date_line() const { return date_line_; }
    void report(const Request& request, std::exception_ptr failure) const;

    ClientSockets& sockets() { return *sockets_; }
    // Where all connections read into: good until the next one of them runs.
    std::span<char> input_buffer() { return input_; }
    // Memory for a reply, which is seldom needed for longer than it takes to write it.
    void lend_output(std::string& out) {
        if (out.empty()) out.swap(output_);
    }
    void take_output_back(std::string& out);
    // Counts bytes of request bodies that are held; false when there are too many.
    bool hold_body(std::size_t bytes);
    void release_body(std::size_t bytes) { body_bytes_ -= bytes; }

    // Written on the loop, read anywhere.
    struct Counters {
        std::atomic<std::uint64_t> connections{0}, resting{0}, accepted{0}, rejected{0}, requests{0},
            malformed{0}, timed_out{0};
        static void add(std::atomic<std::uint64_t>& counter, std::uint64_t difference = 1) {
            counter.store(counter.load(std::memory_order_relaxed) + difference, std::memory_order_relaxed);
        }
        static void subtract_one(std::atomic<std::uint64_t>& counter) { add(counter, std::uint64_t(-1)); }
    };
    Counters counters;

    // By connections, when they begin and end.
    std::list<Connection*>::iterator enlist(Connection& connection);
    void delist(std::list<Connection*>::iterator place, const std::string& address);

private:
    static Task<void> accept_all(std::shared_ptr<Shard> self);
    static Task<void> sweep_always(std::shared_ptr<Shard> self);
    static Task<void> serve(std::shared_ptr<Shard> self, int socket, std::string address);
    void admit(int socket, std::string address);
    void refuse(int socket);
    void tick();
    void background_ended();

    runtime::Loop& loop_;
    Handler& handler_;
    const ServerLimits limits_;
    const std::string common_fields_;
    std::function<void(const Request&, std::exception_ptr)> on_exception_;
    const std::shared_ptr<ClientSockets> sockets_;
    std::unique_ptr<ClientSocket> acceptor_;  // until a drain
    bool started_ = false;
    bool draining_ = false;
    bool stopped_ = false;
    Time now_;
    std::time_t date_ = 0;
    std::string date_line_;
    std::array<char, kInput> input_;
    std::string output_;
    std::size_t body_bytes_ = 0;
    std::size_t open_ = 0;
    std::unordered_map<std::string, std::size_t> per_address_;
    std::list<Connection*> connections_;
    runtime::StopSignal sweeping_;
    runtime::Waiter empty_;
    int background_ = 0;  // coroutines that accept and sweep
    runtime::Waiter quiet_;
};

}  // namespace ecommerce::http
