// SPDX-License-Identifier: Apache-2.0
#include "framework/http/server.h"

#include <cstdio>
#include <stdexcept>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include "framework/http/shard.h"

namespace ecommerce::http {

namespace {

void print(const Request& request, std::exception_ptr failure) {
    const auto path = std::string(request.path());
    try {
        std::rethrow_exception(std::move(failure));
    } catch (const std::exception& e) {
        std::fprintf(stderr, "the handler of %s failed: %s\n", path.c_str(), e.what());
    } catch (...) {
        std::fprintf(stderr, "the handler of %s failed\n", path.c_str());
    }
}

// Sockets with SO_REUSEPORT share a port without a word, also with another program's: look first.
void check_port_is_free(runtime::Loop& loop, const boost::asio::ip::address& address, std::uint16_t port) {
    runtime::Acceptor probe(loop.io());
    const runtime::Tcp::endpoint endpoint(address, port);
    probe.open(endpoint.protocol());
    probe.set_option(boost::asio::socket_base::reuse_address(true));
    probe.bind(endpoint);
}

}  // namespace

Server::Server(runtime::Loops& loops, Handler& handler, ServerOptions options)
    : loops_(loops), handler_(handler), options_(std::move(options)), port_(options_.port) {
    if (!options_.on_exception) options_.on_exception = print;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(options_.host, error);
    if (error) {
        throw std::runtime_error(fmt::format(
            "\"{}\" is not an address to listen on: give an IP address such as 0.0.0.0 or 127.0.0.1.",
            options_.host));
    }
    try {
        if (port_ != 0) check_port_is_free(loops_[0], address, port_);
        for (auto& loop : loops_) {
            auto shard = std::make_shared<Shard>(*loop, handler_, options_);
            port_ = shard->listen(address, port_);
            shards_.push_back(std::move(shard));
        }
    } catch (const boost::system::system_error& e) {
        if (e.code() == boost::asio::error::address_in_use) {
            throw std::runtime_error(
                fmt::format("Port {} is taken by another program: stop that program or choose another port.",
                            options_.port));
        }
        if (e.code() == boost::asio::error::access_denied) {
            throw std::runtime_error(fmt::format(
                "Port {} may not be used without more rights: choose one above 1023.", options_.port));
        }
        throw std::runtime_error(fmt::format("Cannot listen on {} port {}: {}.", options_.host, options_.port,
                                             e.code().message()));
    }
}

Server::~Server() = default;

void Server::start() {
    for (auto& shard : shards_) shard->loop().post([shard] { shard->start(); });
}

void Server::drain() {
    for (auto& shard : shards_) shard->loop().post([shard] { shard->drain(); });
}

Task<bool> Server::stop(Deadline deadline) {
    drain();
    auto& home = runtime::Loop::current();
    bool all_ended = true;
    for (auto& shard : shards_) {
        co_await shard->loop().hop();
        const bool ended = co_await shard->stop(deadline);
        all_ended = all_ended && ended;
    }
    co_await home.hop();
    co_return all_ended;
}

ServerStats Server::stats() const {
    ServerStats sum;
    for (const auto& shard : shards_) {
        const auto& counters = shard->counters;
        sum.connections += counters.connections.load(std::memory_order_relaxed);
        sum.resting += counters.resting.load(std::memory_order_relaxed);
        sum.accepted += counters.accepted.load(std::memory_order_relaxed);
        sum.rejected_connections += counters.rejected.load(std::memory_order_relaxed);
        sum.requests += counters.requests.load(std::memory_order_relaxed);
        sum.malformed += counters.malformed.load(std::memory_order_relaxed);
        sum.timed_out += counters.timed_out.load(std::memory_order_relaxed);
    }
    return sum;
}

}  // namespace ecommerce::http
