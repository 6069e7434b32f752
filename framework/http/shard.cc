// SPDX-License-Identifier: Apache-2.0
#include "framework/http/shard.h"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>

#include "framework/call/reasons.h"
#include "framework/http/connection.h"
#include "framework/http/date.h"
#include "framework/http/problem.h"

namespace ecommerce::http {

namespace {

using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int kBacklog = 4096;
constexpr std::size_t kMaxFreeBuffers = 256;
constexpr auto kAcceptPause = std::chrono::milliseconds(100);

}  // namespace

Shard::Shard(runtime::Loop& loop, Handler& handler, const ServerOptions& options)
    : loop_(loop),
      handler_(handler),
      limits_(options.limits),
      common_fields_(options.common_fields),
      on_exception_(options.on_exception),
      acceptor_(loop.io()),
      now_(std::chrono::steady_clock::now()) {
    tick();
}

Shard::~Shard() = default;

std::uint16_t Shard::listen(const boost::asio::ip::address& address, std::uint16_t port) {
    const runtime::Tcp::endpoint endpoint(address, port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(kBacklog);
    return acceptor_.local_endpoint().port();
}

void Shard::start() {
    if (started_ || draining_) return;
    started_ = true;
    background_ = 2;
    runtime::spawn(loop_, accept_all(shared_from_this()));
    runtime::spawn(loop_, sweep_always(shared_from_this()));
}

Task<void> Shard::accept_all(std::shared_ptr<Shard> self) {
    while (!self->draining_) {
        runtime::Tcp::endpoint peer;
        auto [error, socket] = co_await self->acceptor_.async_accept(peer, runtime::use_task);
        if (self->draining_) break;
        if (!error) {
            self->admit(std::move(socket), peer);
        } else if (error != boost::asio::error::connection_aborted) {
            // Out of file descriptors, most likely: give connections time to end.
            co_await runtime::sleep(kAcceptPause, self->sweeping_);
        }
    }
    self->background_ended();
}

void Shard::admit(runtime::Socket socket, const runtime::Tcp::endpoint& peer) {
    Counters::add(counters.accepted);
    auto address = peer.address().to_string();
    auto& from_there = per_address_[address];
    if (open_ >= limits_.connections_per_loop || from_there >= limits_.connections_per_address_and_loop) {
        Counters::add(counters.rejected);
        refuse(std::move(socket));
        if (from_there == 0) per_address_.erase(address);
        return;
    }
    ++open_;
    ++from_there;
    counters.connections.store(open_, std::memory_order_relaxed);
    boost::system::error_code ignored;
    socket.set_option(runtime::Tcp::no_delay(true), ignored);
    socket.native_non_blocking(true, ignored);
    runtime::spawn(loop_, serve(shared_from_this(), std::move(socket), std::move(address)));
}

void Shard::refuse(runtime::Socket socket) {
    auto response = problem(503, reason::kUnavailable, "There are too many connections. Try again shortly.");
    response.headers.set("Retry-After", "1");
    std::string out;
    append_head(out, response, {.length = response.body.size(), .keep_alive = false}, date_line_);
    out += response.body;
    // The socket's send buffer is empty: this takes it all or the client is gone.
    ::send(socket.native_handle(), out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

Task<void> Shard::serve(std::shared_ptr<Shard> self, runtime::Socket socket, std::string address) {
    Connection connection(*self, std::move(socket), std::move(address));
    co_await connection.run();
}

std::list<Connection*>::iterator Shard::enlist(Connection& connection) {
    return connections_.insert(connections_.end(), &connection);
}

void Shard::delist(std::list<Connection*>::iterator place, const std::string& address) {
    connections_.erase(place);
    const auto found = per_address_.find(address);
    if (found != per_address_.end() && --found->second == 0) per_address_.erase(found);
    --open_;
    counters.connections.store(open_, std::memory_order_relaxed);
    if (open_ == 0) empty_.notify();
}

Task<void> Shard::sweep_always(std::shared_ptr<Shard> self) {
    while (!self->stopped_) {
        co_await runtime::sleep(self->limits_.sweep, self->sweeping_);
        self->tick();
        for (auto* connection : self->connections_) connection->sweep();
    }
    self->background_ended();
}

void Shard::background_ended() {
    if (--background_ == 0) quiet_.notify();
}

void Shard::tick() {
    now_ = std::chrono::steady_clock::now();
    const auto date = std::time(nullptr);
    if (date == date_) return;
    date_ = date;
    date_line_ = "Date: " + format_http_date(date) + "\r\n" + common_fields_;
}

void Shard::drain() {
    if (draining_) return;
    draining_ = true;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (auto* connection : connections_) connection->drain();
}

Task<bool> Shard::stop(Deadline deadline) {
    drain();
    while (open_ > 0) {
        if (!co_await empty_.wait(deadline)) break;
    }
    const bool all_ended = open_ == 0;
    for (auto* connection : connections_) connection->cut();
    // Those that were in I/O end at once; a handler that still runs keeps the shard alive by itself.
    while (open_ > 0) {
        if (!co_await empty_.wait(deadline_in(kAcceptPause))) break;
    }
    stopped_ = true;
    sweeping_.request();
    while (background_ > 0) co_await quiet_.wait();
    co_return all_ended;
}

void Shard::report(const Request& request, std::exception_ptr failure) const {
    if (on_exception_) on_exception_(request, std::move(failure));
}

Shard::Buffer Shard::take_buffer() {
    if (free_buffers_.empty()) return std::make_unique_for_overwrite<char[]>(kBufferSize);
    auto buffer = std::move(free_buffers_.back());
    free_buffers_.pop_back();
    return buffer;
}

void Shard::give_buffer(Buffer buffer) {
    if (buffer && free_buffers_.size() < kMaxFreeBuffers) free_buffers_.push_back(std::move(buffer));
}

bool Shard::hold_body(std::size_t bytes) {
    if (body_bytes_ + bytes > limits_.body_bytes_per_loop) return false;
    body_bytes_ += bytes;
    return true;
}

}  // namespace ecommerce::http
