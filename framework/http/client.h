// SPDX-License-Identifier: Apache-2.0
// A small HTTP/1.1 client without TLS, for collectors, webhooks and neighbours that speak HTTP. Idle
// connections are kept for each loop; names are resolved on a worker pool.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "framework/http/headers.h"
#include "framework/http/verb.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::http {

struct ClientRequest {
    Verb verb = Verb::get;
    std::string url;  // "http://host:port/path?query"
    Headers headers;  // without Host and Content-Length
    std::string content_type;
    std::string body;
};

struct ClientReply {
    int status = 0;
    Headers headers;
    std::string body;
};

struct ClientOptions {
    std::size_t reply_bytes = std::size_t(4) << 20;  // of a reply's body
    std::size_t idle_per_peer = 8;                   // connections kept for one host and port, for each loop
    std::chrono::seconds idle = std::chrono::seconds(30);
    std::chrono::seconds name_cache = std::chrono::seconds(30);
};

class Client {
public:
    // What is given outlives the client; it is destroyed when no call runs any more.
    Client(runtime::Loops& loops, runtime::WorkerPool& resolver, ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Any status is a reply. Errors: invalid (the URL), unavailable (no connection, or it broke before the
    // reply was complete: the effect is unknown), deadline. A GET or HEAD is tried once more when a kept
    // connection turns out to be dead. Redirects are not followed. Call it on a loop.
    Task<Result<ClientReply>> send(ClientRequest request, Deadline deadline);

private:
    class Peers;

    ClientOptions options_;
    runtime::WorkerPool& resolver_;
    std::unique_ptr<runtime::PerLoop<Peers>> peers_;
};

}  // namespace ecommerce::http
