// SPDX-License-Identifier: Apache-2.0
// One service in this process: the parts that it needs, its module and the fronts before it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framework/events/service_events.h"
#include "framework/postgres/connection_budget.h"
#include "framework/postgres/database.h"
#include "framework/postgres/idempotency_store.h"
#include "framework/rpc/channels.h"
#include "framework/rpc/fronts.h"
#include "framework/service/database_login.h"
#include "framework/service/jobs.h"
#include "framework/service/module.h"
#include "framework/service/platform_endpoints.h"
#include "framework/service/platform_settings.h"

namespace ecommerce::service {

// What the services of a process share; all of it outlives them.
struct SharedParts {
    runtime::Loops& loops;
    const runtime::Clock& clock;
    const PlatformSettings& settings;
    postgres::ConnectionBudget& connections;
    postgres::Observer* database_observer;
    redis::Client& redis;
    rpc::Network& network;
    rpc::Fronts& fronts;
    rpc::Observer* rpc_observer;
    events::Observer& events_observer;
    const events::SubscriberTable& subscribers;
    runtime::WorkerPool* passwords;  // null, like `http`, when no service of the process needs it
    runtime::WorkerPool& blocking;
    http::Client* http;
    http::ClientObserver& http_observer;
    telemetry::Metrics& metrics;
    const telemetry::Tracer& tracer;
    const telemetry::Sampler& sampler;
    Edge& edge;
    std::function<Ports(const Definition&)> ports;  // as Environment::ports
    Ports edge_ports;
};

class RunningService {
public:
    // Builds the service, which reads its settings, and registers its fronts. Its events are relayed and its jobs run
    // on `loop`. Throws std::logic_error when the definition and the module do not fit each other.
    RunningService(const Definition& definition, config::Configuration& configuration, SharedParts shared,
                   std::size_t loop);

    const std::string& name() const { return name_; }
    Module& module() { return *module_; }
    const Definition& definition() const { return definition_; }
    // Null for a service that does not need it.
    postgres::Database* database() { return database_ ? &*database_ : nullptr; }
    const DatabaseLogin* login() const { return login_ ? &*login_ : nullptr; }
    events::ServiceEvents* events() { return events_ ? &*events_ : nullptr; }
    // Its background work that has kept failing for `time`: "product/give-back-expired". Any thread, after start().
    std::vector<std::string> failing(std::chrono::steady_clock::duration time) const;
    // The services that it calls.
    std::vector<std::string> neighbours() { return channels_.services(); }

    // After every service of the process is built.
    void start();
    // Background work and events; calls have ended by then. On a loop.
    Task<void> stop();

private:
    void keep_house(const runtime::Clock& clock, telemetry::Metrics& metrics);
    void check_subscriptions();
    void check_apis();
    void add_front(rpc::Endpoint& endpoint, SharedParts& shared);

    const Definition& definition_;
    const std::string name_;
    std::optional<DatabaseLogin> login_;
    std::optional<postgres::Database> database_;
    std::optional<postgres::IdempotencyStore> idempotency_;
    rpc::Channels channels_;
    std::optional<events::ServiceEvents> events_;
    Jobs jobs_;
    std::optional<Environment> environment_;
    std::unique_ptr<Module> module_;
    std::optional<PlatformEndpoints> platform_endpoints_;  // none at the edge, which serves no RPC
    rpc::Admissions admissions_;
    std::vector<std::unique_ptr<rpc::Front>> fronts_;
};

}  // namespace ecommerce::service
