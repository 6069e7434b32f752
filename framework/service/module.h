// SPDX-License-Identifier: Apache-2.0
// What a service is to the program that runs it. Each service has one module file that defines itself
// here; the program links the definitions and starts all of them, some or one.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/service/environment.h"
#include "framework/service/needs.h"
#include "framework/service/ports.h"

namespace ecommerce {
namespace diagnostics::v1 {
class CheckInvariantsResponse;
}
namespace events {
class Subscriptions;
}
namespace postgres {
struct Migration;
}
namespace rpc {
class Admissions;
class Endpoint;
struct Method;
}  // namespace rpc

namespace service {

// Something that people open in a browser.
struct Address {
    std::string what;  // "API reference"
    std::string url;
};

// A running service. Built before any traffic, destroyed after the last of it.
class Module {
public:
    virtual ~Module() = default;
    // The RPC services that it implements, those of its definition; owned by the module.
    virtual std::vector<rpc::Endpoint*> endpoints() { return {}; }
    // What it does on the events that its definition subscribes to.
    virtual void subscribe(events::Subscriptions&) {}
    // What it lets in before a call costs anything; see framework/rpc/admission.h.
    virtual void admit(rpc::Admissions&) {}
    // Before anything of the process starts: throws std::runtime_error, with one sentence for a person, when what it
    // was configured with cannot be used. Not on a loop.
    virtual void prepare() {}
    // Starts background work that is no job, after every module of the process is built. `stop` awaits its end.
    virtual void start() {}
    virtual Task<void> stop() { co_return; }

    // At the edge: opens its port, when everything else runs. Throws std::runtime_error with one sentence.
    // Not on a loop, like close().
    virtual void open() {}
    // Takes no new requests, lets those that run end until about the deadline. False when some could not be
    // ended: what they use must then not be destroyed. Also when it never opened.
    virtual bool close(Deadline) { return true; }
    // While it is open.
    virtual std::vector<Address> addresses() const { return {}; }

    // For the doctor: adds what is wrong with this service's own data.
    virtual Task<Result<void>> check_invariants(CallContext&, diagnostics::v1::CheckInvariantsResponse&) {
        co_return Result<void>();
    }
};

// A method table, as the generated interface gives it: `v1::OrderService::methods`.
using Api = std::span<const rpc::Method> (*)();

struct Definition {
    std::string_view name;  // "order"
    Needs needs = {};
    // The RPC services that it implements, beside those that every service has.
    std::vector<Api> apis = {};
    // Full names of the event messages that are delivered to it.
    std::vector<std::string_view> subscribes = {};
    std::span<const postgres::Migration> (*migrations)() = nullptr;  // null: none beside the platform's
    std::unique_ptr<Module> (*make)(Environment&) = nullptr;
    Ports ports = {};  // for a name that is not in the platform's table of ports
};

}  // namespace service
}  // namespace ecommerce
