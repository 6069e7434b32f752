// SPDX-License-Identifier: Apache-2.0
#include "bench/load/clients.h"

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "bench/load/reply.h"

namespace ecommerce::bench {

namespace {

// Shorter than the servers' queue of connections that nobody has accepted yet.
constexpr std::size_t kAtOnce = 256;
constexpr auto kPause = std::chrono::milliseconds(5);

}  // namespace

Clients::Clients(sockaddr_in server, Samples& samples)
    : server_(server), samples_(samples), epoll_(::epoll_create1(0)) {}

Clients::~Clients() {
    for (const auto& client : clients_) ::close(client.socket);
    ::close(epoll_);
}

void Clients::open(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        clients_.emplace_back();
        connect(clients_.size() - 1);
        free_.push_back(clients_.size() - 1);
        if (i % kAtOnce == kAtOnce - 1) wait(kPause);
    }
}

void Clients::connect(std::size_t number) {
    auto& client = clients_[number];
    if (client.socket >= 0) ::close(client.socket);
    client.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (client.socket < 0) {
        std::perror("socket");
        std::exit(2);
    }
    const int one = 1;
    ::setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    (void)::connect(client.socket, reinterpret_cast<const sockaddr*>(&server_), sizeof server_);
    client.in.clear();
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.u64 = number}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &event);
}

void Clients::ask(const Ask& ask, std::string request, std::mt19937_64& engine) {
    const auto chosen = std::uniform_int_distribution<std::size_t>(0, free_.size() - 1)(engine);
    std::swap(free_[chosen], free_.back());
    auto& client = clients_[free_.back()];
    free_.pop_back();
    client.busy = true;
    client.ask = ask;
    client.out = std::move(request);
    client.written = 0;
    write(client);
}

void Clients::write(Client& client) {
    while (client.written < client.out.size()) {
        const auto sent = ::send(client.socket, client.out.data() + client.written,
                                 client.out.size() - client.written, MSG_NOSIGNAL);
        if (sent <= 0) return;
        client.written += std::size_t(sent);
    }
}

void Clients::end(std::size_t number, int status) {
    auto& client = clients_[number];
    samples_.add(client.ask.kind, client.ask.phase, client.ask.arrival, status, client.in);
    client.busy = false;
    client.in.clear();
    free_.push_back(number);
}

void Clients::read(std::size_t number) {
    auto& client = clients_[number];
    std::array<char, 65536> buffer;
    bool closed = false;
    for (;;) {
        const auto size = ::recv(client.socket, buffer.data(), buffer.size(), 0);
        if (size > 0) {
            client.in.append(buffer.data(), std::size_t(size));
            if (std::size_t(size) == buffer.size()) continue;
        } else {
            closed = size == 0 || (errno != EAGAIN && errno != EINTR);
        }
        break;
    }
    if (client.busy && reply_size(client.in) > 0) {
        closed = closed || field_of(client.in, "connection") == "close";
        end(number, status_of(client.in));
    }
    if (!closed) return;
    if (client.busy) end(number, 0);
    ++reconnects_;
    connect(number);
}

void Clients::wait(std::chrono::nanoseconds most) {
    std::array<epoll_event, 1024> events;
    const timespec timeout{most.count() / 1'000'000'000, most.count() % 1'000'000'000};
    const int ready = ::epoll_pwait2(epoll_, events.data(), int(events.size()), &timeout, nullptr);
    for (int i = 0; i < ready; ++i) {
        const auto& event = events[std::size_t(i)];
        if (clients_[event.data.u64].written < clients_[event.data.u64].out.size()) {
            write(clients_[event.data.u64]);
        }
        if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read(event.data.u64);
    }
}

void Clients::abandon() {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
        if (clients_[i].busy) end(i, 0);
    }
}

}  // namespace ecommerce::bench
