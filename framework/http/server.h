// SPDX-License-Identifier: Apache-2.0
// The HTTP/1.1 server: an acceptor a loop (SO_REUSEPORT), keep-alive, pipelining, bounded memory and time
// for every client. A connection lives on the loop that accepted it.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "framework/http/handler.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"

namespace ecommerce::http {

// What a client may cost. Each limit is for one connection unless its name says otherwise.
struct ServerLimits {
    std::size_t head_bytes = std::size_t(16) * 1024;
    std::size_t target_bytes = std::size_t(8) * 1024;
    std::size_t header_fields = 100;
    std::size_t connections_per_loop = 8192;
    std::size_t connections_per_address_and_loop = 4096;
    std::size_t body_bytes_per_loop = std::size_t(256) << 20;  // of requests being read or answered

    std::chrono::milliseconds idle = std::chrono::seconds(60);        // between requests
    std::chrono::milliseconds head = std::chrono::seconds(10);        // from first byte to empty line
    std::chrono::milliseconds body_grace = std::chrono::seconds(10);  // then the rate counts
    std::size_t rate = 1024;  // bytes a second, on average, of a long request or reply
    std::chrono::milliseconds write_stall = std::chrono::seconds(20);  // the client takes no byte; then rate
    std::chrono::milliseconds linger = std::chrono::seconds(2);        // after an early reply
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);    // of event streams
    std::chrono::milliseconds sweep = std::chrono::seconds(1);         // how exact the times above are
};

struct ServerOptions {
    std::string host = "0.0.0.0";  // an IP address
    std::uint16_t port = 0;        // 0: any free one
    ServerLimits limits;
    // Header lines of every reply, the server's own refusals included, each whole: "Name: value\r\n".
    std::string common_fields;
    // Told what a handler threw; the default writes to stderr. Called on the connection's loop.
    std::function<void(const Request&, std::exception_ptr)> on_exception;
};

struct ServerStats {
    std::uint64_t connections = 0;  // open now
    std::uint64_t resting =
        0;  // of them those that have been idle long enough to hold no memory for a request
    std::uint64_t accepted = 0;              // since the start, like all below
    std::uint64_t rejected_connections = 0;  // over a limit of connections
    std::uint64_t requests = 0;
    std::uint64_t malformed = 0;  // refused before a handler saw them
    std::uint64_t timed_out = 0;  // slow or silent clients
};

class Server {
public:
    // Binds and listens; connections wait until start(). Throws std::runtime_error with a sentence for a
    // person when that is not possible. `handler` outlives the server.
    Server(runtime::Loops& loops, Handler& handler, ServerOptions options);
    // Drained and stopped by then.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const { return port_; }
    // Any thread, like everything below.
    void start();
    // First phase of a shutdown: accepts no more, ends idle connections and endless streams, and lets every
    // other connection go after its current request.
    void drain();
    // Second phase: drains if that has not happened, waits for the connections and cuts those that are left
    // at the deadline. True when all ended by themselves; after false a handler may still be running, so
    // only the end of the process is safe. Await it on a loop.
    Task<bool> stop(Deadline deadline);

    ServerStats stats() const;

private:
    runtime::Loops& loops_;
    Handler& handler_;
    ServerOptions options_;
    std::uint16_t port_ = 0;
    std::vector<std::shared_ptr<class Shard>> shards_;
};

}  // namespace ecommerce::http
