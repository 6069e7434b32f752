// SPDX-License-Identifier: Apache-2.0
#include "framework/service/host.h"

#include <stdexcept>

#include <sodium.h>

#include "framework/auth/platform_authenticator.h"
#include "framework/config/configuration.h"
#include "framework/http/client.h"
#include "framework/redis/client.h"
#include "framework/runtime/worker_pool.h"
#include "framework/service/running_service.h"
#include "framework/service/service_port.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce::service {

namespace {

// Before anything that needs it is made.
struct Crypto {
    Crypto() {
        if (sodium_init() < 0) throw std::runtime_error("The cryptography library could not be started.");
    }
};

redis::ClientOptions redis_options(const RedisSettings& settings) {
    redis::ClientOptions options;
    options.address = settings.address;
    options.password = settings.password.reveal();
    return options;
}

events::SubscriberTable subscriber_table(const std::vector<const Definition*>& definitions) {
    events::SubscriberTable table;
    for (const auto* definition : definitions) {
        for (const auto type : definition->subscribes) table.add(type, definition->name);
    }
    return table;
}

}  // namespace

// In order of making; they go in reverse.
struct Host::Parts {
    Parts(config::Configuration& configuration, HostOptions given)
        : options(std::move(given)),
          clock(options.clock ? *options.clock : system_clock),
          settings(PlatformSettings::read(configuration)),
          telemetry(telemetry::read(configuration.section("telemetry")), options.process),
          loops(settings.loops),
          passwords(settings.password_threads, settings.password_queue),
          blocking(settings.blocking_threads, 1024),
          http(loops, blocking),
          connections(settings.database.connections_max),
          redis(loops, redis_options(settings.redis), &telemetry.redis()),
          identity(auth::IdentityCodec(key(settings.identity_key)), system_clock),
          resolver(settings.addresses),
          network(fronts, resolver, identity, {}, &telemetry.rpc()),
          platform_channels("platform", network),
          session_cache(redis),
          session_source(options.session_source(platform_channels)),
          authenticator(loops, auth::TokenVerifier(settings.token_key),
                        auth::IdentityCodec(key(settings.identity_key)), session_cache, *session_source,
                        clock),
          subscribers(subscriber_table(options.all)) {
        build_services(configuration);
        watch();
    }
    ~Parts() { telemetry.unwatch(); }

    // A missing key is reported by Configuration::check(); until then anything of its length stands for it.
    static std::string key(const config::Secret& secret) {
        return secret.empty() ? std::string(32, '\0') : std::string(secret.reveal());
    }

    void build_services(config::Configuration& configuration) {
        const SharedParts shared{.loops = loops,
                                 .clock = clock,
                                 .settings = settings,
                                 .connections = connections,
                                 .database_observer = &telemetry.postgres(),
                                 .redis = redis,
                                 .network = network,
                                 .fronts = fronts,
                                 .rpc_observer = &telemetry.rpc(),
                                 .events_observer = telemetry.events(),
                                 .subscribers = subscribers,
                                 .passwords = passwords,
                                 .blocking = blocking,
                                 .http = http,
                                 .metrics = telemetry.metrics(),
                                 .tracer = telemetry.tracer(),
                                 .sampler = telemetry.sampler()};
        for (std::size_t i = 0; i < options.run.size(); ++i) {
            const auto& definition = *options.run[i];
            services.push_back(std::make_unique<RunningService>(
                definition, configuration.section(definition.name), shared, i % loops.size()));
        }
    }

    void watch() {
        telemetry.watch_loops(loops);
        telemetry.watch_workers("passwords", passwords);
        telemetry.watch_workers("blocking", blocking);
        telemetry.watch_redis([this] { return redis.stats(); });
        for (const auto& service : services) {
            telemetry.watch_database(service->name(),
                                     [&database = service->database()] { return database.stats(); });
            telemetry.watch_events(service->name(), service->events().metrics());
        }
    }

    Crypto crypto;
    HostOptions options;
    runtime::SystemClock system_clock;
    const runtime::Clock& clock;
    PlatformSettings settings;
    telemetry::Telemetry telemetry;
    runtime::Loops loops;
    runtime::WorkerPool passwords;
    runtime::WorkerPool blocking;
    http::Client http;
    postgres::ConnectionBudget connections;
    redis::Client redis;
    auth::ServiceIdentity identity;
    rpc::StaticResolver resolver;
    rpc::Fronts fronts;
    rpc::Network network;
    rpc::Channels platform_channels;
    auth::SessionCache session_cache;
    std::unique_ptr<auth::SessionSource> session_source;
    auth::PlatformAuthenticator authenticator;
    events::SubscriberTable subscribers;
    std::vector<std::unique_ptr<RunningService>> services;
    http::Health health;
    std::vector<std::unique_ptr<ServicePort>> ports;
    bool running = false;
};

Host::Host(config::Configuration& configuration, HostOptions options) {
    try {
        parts_ = std::make_unique<Parts>(configuration, std::move(options));
    } catch (const std::exception&) {
        // What is wrong with the settings explains the failure better than the failure itself.
        configuration.check();
        throw;
    }
}

Host::~Host() {
    stop();
}

void Host::start_without_ports() {
    for (auto& service : parts_->services) service->start();
    parts_->running = true;
}

namespace {

Ports moved(Ports ports, int offset) {
    return {.http = std::uint16_t(ports.http + offset), .grpc = std::uint16_t(ports.grpc + offset)};
}

}  // namespace

void Host::start() {
    auto& parts = *parts_;
    if (parts.settings.open_service_ports) {
        for (const auto& service : parts.services) {
            parts.ports.push_back(std::make_unique<ServicePort>(
                service->name(), moved(parts.options.ports(service->name()), parts.settings.port_offset),
                parts.settings.listen_host, parts.loops, parts.fronts, parts.authenticator, parts.telemetry,
                parts.health));
        }
    }
    start_without_ports();
    for (auto& port : parts.ports) port->start();
    parts.health.set_ready(true);
}

void Host::drain() {
    parts_->health.set_ready(false);
    for (auto& port : parts_->ports) port->drain();
}

bool Host::stop() {
    if (!parts_) return true;
    auto& parts = *parts_;
    drain();
    const auto deadline = deadline_in(parts.settings.shutdown_grace);
    bool ended = true;
    for (auto& port : parts.ports) ended = port->stop(parts.loops, deadline) && ended;
    if (!ended) return false;
    parts.ports.clear();
    if (!std::exchange(parts.running, false)) return true;
    auto end = [](Parts& all) -> Task<void> {
        for (auto service = all.services.rbegin(); service != all.services.rend(); ++service) {
            co_await (*service)->stop();
        }
    };
    parts.loops.run_blocking(0, end(parts));
    return true;
}

runtime::Loops& Host::loops() {
    return parts_->loops;
}
const PlatformSettings& Host::settings() const {
    return parts_->settings;
}
const runtime::Clock& Host::clock() const {
    return parts_->clock;
}
rpc::Authenticator& Host::authenticator() {
    return parts_->authenticator;
}
redis::Client& Host::redis() {
    return parts_->redis;
}
runtime::WorkerPool& Host::blocking() {
    return parts_->blocking;
}
telemetry::Telemetry& Host::telemetry() {
    return parts_->telemetry;
}
http::Health& Host::health() {
    return parts_->health;
}
std::unique_ptr<rpc::Channels> Host::channels(std::string caller) {
    return std::make_unique<rpc::Channels>(std::move(caller), parts_->network);
}
const std::vector<std::unique_ptr<RunningService>>& Host::services() const {
    return parts_->services;
}

}  // namespace ecommerce::service
