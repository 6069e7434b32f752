// SPDX-License-Identifier: Apache-2.0
#include "framework/http/shard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "framework/call/reasons.h"
#include "framework/http/connection.h"
#include "framework/http/date.h"
#include "framework/http/problem.h"

namespace ecommerce::http {

namespace {

using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int kBacklog = 4096;
constexpr std::size_t kAcceptedAtOnce = 16;
constexpr std::size_t kUsualOutput = std::size_t(64) * 1024;
constexpr auto kAcceptPause = std::chrono::milliseconds(100);

std::string address_of(const sockaddr_storage& peer) {
    char text[INET6_ADDRSTRLEN] = "";
    const void* address = peer.ss_family == AF_INET
                              ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(peer).sin_addr)
                              : &reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr;
    ::inet_ntop(peer.ss_family, address, text, sizeof text);
    return text;
}

}  // namespace

Shard::Shard(runtime::Loop& loop, Handler& handler, const ServerOptions& options)
    : loop_(loop),
      handler_(handler),
      limits_(options.limits),
      common_fields_(options.common_fields),
      on_exception_(options.on_exception),
      sockets_(std::make_shared<ClientSockets>(loop)),
      now_(std::chrono::steady_clock::now()) {
    tick();
}

Shard::~Shard() = default;

std::uint16_t Shard::listen(const boost::asio::ip::address& address, std::uint16_t port) {
    const runtime::Tcp::endpoint endpoint(address, port);
    runtime::Acceptor acceptor(loop_.io());
    acceptor.open(endpoint.protocol());
    acceptor.set_option(boost::asio::socket_base::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    acceptor.native_non_blocking(true);
    acceptor.bind(endpoint);
    acceptor.listen(kBacklog);
    const auto taken = acceptor.local_endpoint().port();
    acceptor_ = std::make_unique<ClientSocket>(*sockets_, acceptor.release());
    return taken;
}

void Shard::start() {
    if (started_ || draining_) return;
    started_ = true;
    background_ = 2;
    sockets_->start();
    runtime::spawn(loop_, accept_all(shared_from_this()));
    runtime::spawn(loop_, sweep_always(shared_from_this()));
}

Task<void> Shard::accept_all(std::shared_ptr<Shard> self) {
    while (!self->draining_) {
        if (!co_await self->acceptor_->readable() || self->draining_) break;
        for (std::size_t i = 0; i < kAcceptedAtOnce; ++i) {
            sockaddr_storage peer{};
            socklen_t size = sizeof peer;
            const int socket = ::accept4(self->acceptor_->descriptor(), reinterpret_cast<sockaddr*>(&peer),
                                         &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (socket >= 0) {
                self->admit(socket, address_of(peer));
            } else if (errno == EAGAIN) {
                self->acceptor_->drained();
                break;
            } else if (errno != ECONNABORTED && errno != EINTR) {
                // Out of file descriptors, most likely: give connections time to end.
                co_await runtime::sleep(kAcceptPause, self->sweeping_);
                break;
            }
        }
    }
    self->acceptor_.reset();
    self->background_ended();
}

void Shard::admit(int socket, std::string address) {
    Counters::add(counters.accepted);
    auto& from_there = per_address_[address];
    if (open_ >= limits_.connections_per_loop || from_there >= limits_.connections_per_address_and_loop) {
        Counters::add(counters.rejected);
        refuse(socket);
        if (from_there == 0) per_address_.erase(address);
        return;
    }
    ++open_;
    ++from_there;
    counters.connections.store(open_, std::memory_order_relaxed);
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    runtime::spawn(loop_, serve(shared_from_this(), socket, std::move(address)));
}

void Shard::refuse(int socket) {
    auto response = problem(503, reason::kUnavailable, "There are too many connections. Try again shortly.");
    response.headers.set("Retry-After", "1");
    std::string out;
    append_head(out, response, {.length = response.body.size(), .keep_alive = false}, date_line_);
    out += response.body;
    // The socket's send buffer is empty: this takes it all or the client is gone.
    ::send(socket, out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(socket);
}

Task<void> Shard::serve(std::shared_ptr<Shard> self, int socket, std::string address) {
    Connection connection(*self, socket, std::move(address));
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
    if (started_) {
        acceptor_->interrupt();
    } else {
        acceptor_.reset();
    }
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
    sockets_->stop();
    co_return all_ended;
}

void Shard::report(const Request& request, std::exception_ptr failure) const {
    if (on_exception_) on_exception_(request, std::move(failure));
}

void Shard::take_output_back(std::string& out) {
    out.clear();
    if (out.capacity() > kUsualOutput) std::string().swap(out);
    if (out.capacity() > output_.capacity()) out.swap(output_);
    if (out.capacity() > 0) std::string().swap(out);
}

bool Shard::hold_body(std::size_t bytes) {
    if (body_bytes_ + bytes > limits_.body_bytes_per_loop) return false;
    body_bytes_ += bytes;
    return true;
}

}  // namespace ecommerce::http
