// SPDX-License-Identifier: Apache-2.0
// What a service is to the program that runs it. Each service has one module file that defines itself
// here; the program links the definitions and starts all of them, some or one.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce {
namespace config {
class Section;
}
namespace diagnostics::v1 {
class CheckInvariantsResponse;
class ListCheckoutFactsResponse;
}  // namespace diagnostics::v1
namespace events {
class Publisher;
class Subscriptions;
}  // namespace events
namespace http {
class Client;
class Router;
}  // namespace http
namespace postgres {
class Database;
struct Migration;
}  // namespace postgres
namespace redis {
class Client;
}
namespace rpc {
class Channels;
class Endpoint;
}  // namespace rpc
namespace runtime {
class Clock;
class Loops;
class WorkerPool;
}  // namespace runtime
namespace telemetry {
class Metrics;
}

namespace service {

class Jobs;

// Everything that a service may touch. All of it outlives the service.
struct Environment {
    runtime::Loops& loops;
    const runtime::Clock& clock;
    config::Section& config;       // the section with the service's name
    postgres::Database& database;  // the service's own schema, as the service's own role
    redis::Client& redis;
    rpc::Channels& channels;  // to its neighbours; calls carry this service's identity
    events::Publisher& events;
    runtime::WorkerPool& passwords;  // for hashing only
    runtime::WorkerPool& blocking;   // files, images, name resolution
    http::Client& http;              // to the world outside the platform
    telemetry::Metrics& metrics;     // for numbers of its own
    Jobs& jobs;                      // for periodic work, registered when the module is made
};

// A running service. Built before any traffic, destroyed after the last of it.
class Module {
public:
    virtual ~Module() = default;
    // The RPC services that it implements; owned by the module.
    virtual std::vector<rpc::Endpoint*> endpoints() = 0;
    // What it does on the events that its definition subscribes to.
    virtual void subscribe(events::Subscriptions&) {}
    // Starts background work that is no job, after every module of the process is built. `stop` awaits its end.
    virtual void start() {}
    virtual Task<void> stop() { co_return; }

    // For the doctor: adds what is wrong with this service's own data.
    virtual Task<Result<void>> check_invariants(CallContext&, diagnostics::v1::CheckInvariantsResponse&) {
        co_return Result<void>();
    }
    // For the doctor: at most `limit` facts of checkouts after an id, ascending.
    virtual Task<Result<void>> list_checkout_facts(CallContext&, std::string_view /*after*/, int /*limit*/,
                                                   diagnostics::v1::ListCheckoutFactsResponse&) {
        co_return Result<void>();
    }
};

struct Definition {
    std::string_view name;  // "order"
    // Neighbours that it calls, by name.
    std::span<const std::string_view> calls;
    // Full names of the event messages that are delivered to it.
    std::span<const std::string_view> subscribes;
    std::span<const postgres::Migration> (*migrations)();  // null: none beside the platform's
    std::unique_ptr<Module> (*make)(Environment&);
};

}  // namespace service
}  // namespace ecommerce
