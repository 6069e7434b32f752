// SPDX-License-Identifier: Apache-2.0
// Requests to the world outside the platform: payment providers, mail and SMS gateways, object stores,
// collectors. HTTP/1.1, with TLS and without, over libcurl on the loops; nothing here blocks one.
//
//   http::Client client(loops, {.ca_bundle = settings.ca_bundle, .observer = &telemetry.http_client()});
//   auto reply = co_await client.send(context, {.verb = http::Verb::post, .url = "https://pay.example/v2/charges",
//                                               .content_type = "application/json", .body = text,
//                                               .repeatable = true});  // the provider knows our charge ids
//   if (!reply) …;                    // nothing came back: the effect is unknown
//   if (reply->status != 201) …;      // it answered, and that was its answer
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "framework/call/breaker.h"
#include "framework/call/context.h"
#include "framework/call/retry.h"
#include "framework/http/client_observer.h"
#include "framework/http/headers.h"
#include "framework/http/verb.h"
#include "framework/runtime/bytes.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::http {

struct ClientRequest {
    Verb verb = Verb::get;
    std::string url;  // "https://host:port/path?query"
    Headers headers;  // without Host, Content-Length and traceparent
    std::string content_type;
    std::string body;
    // Gives the body instead, piece by piece; outlives the call.
    ByteSource* source = nullptr;
    std::optional<std::uint64_t> source_bytes;  // of all pieces; without it they go as chunks
    // Takes the body of a 2xx reply piece by piece, however long it is; outlives the call.
    ByteSink* sink = nullptr;
    // The same request twice has the effect of one. GET, HEAD, PUT, DELETE and OPTIONS are so by their meaning; a
    // POST is when the other side knows it by a key.
    bool repeatable = false;
    int redirects_max = 0;  // of GET and HEAD; https never leads to http
};

struct ClientReply {
    int status = 0;
    Headers headers;
    std::string body;  // empty when a sink took it
};

struct ClientOptions {
    std::string ca_bundle;  // PEM file of the authorities to trust, and no others; empty: the system's
    std::string proxy;      // "http://host:port"; empty: none, whatever the environment says
    std::chrono::milliseconds timeout =
        std::chrono::seconds(30);  // where the context has no earlier deadline
    std::chrono::milliseconds connect_timeout = std::chrono::seconds(5);
    std::chrono::seconds idle = std::chrono::seconds(30);  // how long an unused connection is kept
    // For each loop: connections to one host, more calls wait for one; and unused ones to all hosts together.
    std::size_t connections_per_host = 32;
    std::size_t connections_idle = 64;
    std::size_t reply_bytes = std::size_t(4) << 20;  // of a body without a sink
    BreakerOptions breaker;                          // one for each host and port
    RetryOptions retry;
    ClientObserver* observer = nullptr;  // outlives the client
};

class Client {
public:
    // `loops` outlive the client. Throws std::runtime_error when `ca_bundle` cannot be read.
    Client(runtime::Loops& loops, ClientOptions options = {});
    // Ends what still runs with `unavailable` and closes the connections. Not on a loop; the loops run.
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Any status is a reply. Sends the trace on and keeps to the context's deadline. A repeatable request is
    // tried again, within a budget, when no reply came or a 502, 503 or 504, and nothing has gone into the sink
    // or come from the source; any other is never sent twice. Errors: invalid (the URL), unavailable (no
    // connection, no trust in its certificate, a broken or too long reply, or the host's breaker is open),
    // deadline, and those of the source and the sink. Call it on a loop.
    Task<Result<ClientReply>> send(CallContext& context, ClientRequest request);

private:
    class Hosts;

    Task<Result<ClientReply>> attempts(const ClientRequest& request, const Url& url, const CallContext& call,
                                       std::size_t& made);

    runtime::Loops& loops_;
    const ClientOptions options_;
    std::unique_ptr<Hosts> hosts_;
    std::unique_ptr<runtime::PerLoop<class ClientLoop>> per_loop_;
};

}  // namespace ecommerce::http
