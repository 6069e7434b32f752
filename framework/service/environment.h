// SPDX-License-Identifier: Apache-2.0
// What a service may touch.
//
//   CartModule(service::Environment& environment)
//       : shops_(environment.client<user::v1::ShopServiceClient>()),   // says that the cart needs the user service
//         carts_(environment.database) {}                              // which its definition says it needs
#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>

#include "framework/service/needs.h"
#include "framework/service/ports.h"

namespace ecommerce {
class Currencies;
namespace config {
class Section;
}
namespace events {
class Publisher;
}
namespace http {
class Client;
class ClientObserver;
}  // namespace http
namespace postgres {
class Database;
}
namespace redis {
class Client;
}
namespace rest {
class Health;
}
namespace rpc {
class Authenticator;
class Channel;
class Channels;
}  // namespace rpc
namespace runtime {
class Clock;
class Loops;
class WorkerPool;
}  // namespace runtime
namespace telemetry {
class Metrics;
class Telemetry;
}  // namespace telemetry

namespace service {

class Jobs;
struct Definition;

[[noreturn]] void not_needed(Need need);

// A part that is there only for services whose definition needs it. Using it without that throws
// std::logic_error, so the module is not even built.
template <typename T, Need need>
class Part {
public:
    explicit Part(T* part) : part_(part) {}
    T& get() const {
        if (!part_) not_needed(need);
        return *part_;
    }
    operator T&() const { return get(); }  // NOLINT: it stands for the part
    // What is made of the part alone, such as a postgres::Transactor of a database.
    template <typename Port>
        requires std::constructible_from<Port, T&>
    operator Port() const {
        return Port(get());
    }
    T* operator->() const { return &get(); }

private:
    T* part_;
};

// For the module that faces the world.
struct Edge {
    std::span<const Definition* const> services;  // of the platform, those of other processes too
    rpc::Authenticator& authenticator;
    telemetry::Telemetry& telemetry;
    rest::Health& health;
    const std::string& listen_host;
};

// All of it outlives the service.
struct Environment {
    runtime::Loops& loops;
    const runtime::Clock& clock;
    const Currencies& currencies;         // that the platform trades in
    config::Section& config;              // the section with the service's name
    telemetry::Metrics& metrics;          // for numbers of its own
    http::ClientObserver& http_observer;  // for an http::Client that the service makes for itself
    Jobs& jobs;                           // for periodic work, registered when the module is made
    rpc::Channels& channels;              // calls carry this service's identity, or at the edge nobody's
    Ports ports;       // its own, moved as the process says; none where services open no ports
    Ports edge_ports;  // of the module at the edge, in whichever process that runs

    Part<postgres::Database, Need::database> database;
    Part<events::Publisher, Need::events> events;
    Part<redis::Client, Need::key_value> redis;
    Part<runtime::WorkerPool, Need::passwords> passwords;
    Part<runtime::WorkerPool, Need::files> blocking;
    Part<http::Client, Need::http> http;
    Part<Edge, Need::edge> edge;

    // The client of a neighbour, and all that has to be said about needing it: the host refuses to start a
    // service whose neighbour is none of the platform's.
    template <typename Client>
    Client client() {
        return Client(neighbour(Client::kServedBy));
    }

private:
    rpc::Channel& neighbour(std::string_view service);
};

}  // namespace service
}  // namespace ecommerce
