// SPDX-License-Identifier: Apache-2.0
#include "framework/service/host.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>

#include <sodium.h>

#include "framework/auth/platform_authenticator.h"
#include "framework/auth/random_id.h"
#include "framework/config/configuration.h"
#include "framework/http/client.h"
#include "framework/redis/client.h"
#include "framework/runtime/memory.h"
#include "framework/runtime/worker_pool.h"
#include "framework/service/jobs.h"
#include "framework/service/parameter_follower.h"
#include "framework/service/platform_migrations.h"
#include "framework/service/readiness.h"
#include "framework/service/running_service.h"
#include "framework/service/service_port.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;

// A start waits so long for what administrators set.
constexpr auto kFirstLook = 300ms;

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

http::ClientOptions client_options(const HttpClientSettings& settings, http::ClientObserver* observer) {
    http::ClientOptions options;
    options.ca_bundle = settings.ca_bundle;
    options.proxy = settings.proxy;
    options.observer = observer;
    return options;
}

events::SubscriberTable subscriber_table(const std::vector<const Definition*>& definitions) {
    events::SubscriberTable table;
    for (const auto* definition : definitions) {
        for (const auto type : definition->subscribes) table.add(type, definition->name);
    }
    return table;
}

bool any_needs(const std::vector<const Definition*>& definitions, Need need) {
    return std::ranges::any_of(definitions, [need](const auto* each) { return each->needs.has(need); });
}

PlatformSettings read_settings(config::Configuration& configuration, const HostOptions& options) {
    auto settings = PlatformSettings::read(configuration);
    if (!settings.token_key) settings.token_key = options.token_key(configuration);
    return settings;
}

}  // namespace

// In order of making; they go in reverse.
struct Host::Parts {
    Parts(config::Configuration& configuration, HostOptions given)
        : options(std::move(given)),
          clock(options.clock ? *options.clock : system_clock),
          settings(read_settings(configuration, options)),
          telemetry(telemetry::read(configuration.section("telemetry")), options.process),
          loops(settings.loops),
          blocking(settings.blocking_threads, 1024),
          connections(settings.database.connections_max),
          redis(loops, redis_options(settings.redis), &telemetry.redis()),
          identity(auth::IdentityCodec(key(settings.identity_key)), system_clock),
          resolver(settings.addresses),
          network(fronts, resolver, identity, {}, &telemetry.rpc()),
          platform_channels("platform", network),
          session_cache(redis),
          session_source(options.session_source(platform_channels)),
          authenticator(loops, auth::TokenVerifier(*settings.token_key),
                        auth::IdentityCodec(key(settings.identity_key)), session_cache, *session_source,
                        clock),
          subscribers(subscriber_table(options.all)),
          edge{.services = options.all,
               .authenticator = authenticator,
               .telemetry = telemetry,
               .health = health,
               .listen_host = settings.listen_host},
          jobs("platform", {.loop = loops[0],
                            .turns = nullptr,
                            .metrics = telemetry.metrics(),
                            .tracer = telemetry.tracer(),
                            .sampler = telemetry.sampler()}) {
        if (any_needs(options.run, Need::passwords))
            passwords.emplace(settings.password_threads, settings.password_queue);
        if (any_needs(options.run, Need::http))
            http.emplace(loops, client_options(settings.http_client, &telemetry.http_client()));
        build_services(configuration);
        check_neighbours();
        add_health_checks();
        watch();
        if (options.parameter_source) follow_parameters(configuration);
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
                                 .passwords = passwords ? &*passwords : nullptr,
                                 .blocking = blocking,
                                 .http = http ? &*http : nullptr,
                                 .metrics = telemetry.metrics(),
                                 .tracer = telemetry.tracer(),
                                 .sampler = telemetry.sampler(),
                                 .edge = edge,
                                 .ports = [this](const auto& service) { return ports_of(service); },
                                 .edge_ports = edge_ports()};
        for (std::size_t i = 0; i < options.run.size(); ++i) {
            const auto& definition = *options.run[i];
            services.push_back(
                std::make_unique<RunningService>(definition, configuration, shared, i % loops.size()));
        }
    }

    void follow_parameters(config::Configuration& configuration) {
        parameter_source = options.parameter_source(platform_channels);
        follower.emplace(configuration, *parameter_source,
                         Instance{.id = auth::random_id(),
                                  .process = options.process.name,
                                  .program_version = options.process.version,
                                  .started_at = clock.now()},
                         clock, telemetry.metrics());
        jobs.every("follow-parameters", 1s, [this](CallContext& context) { return follower->look(context); },
                   {.timeout = 5s});
    }

    // What administrators set counts from the first request on, if whoever keeps it can be asked right now.
    void look_at_parameters() {
        if (!follower) return;
        auto look = [](ParameterFollower& parameters) -> Task<void> {
            auto context = CallContext::background("platform", deadline_in(kFirstLook));
            (void)co_await parameters.look(context);
        };
        loops.run_blocking(0, look(*follower));
    }

    // None for services where they open none.
    Ports ports_of(const Definition& service) const {
        if (!settings.open_service_ports && !service.needs.has(Need::edge)) return {};
        const auto ports = options.ports(service);
        const auto moved = [this](std::uint16_t port) {
            return std::uint16_t(port == 0 ? 0 : port + settings.port_offset);
        };
        return {.http = moved(ports.http), .grpc = moved(ports.grpc)};
    }
    Ports edge_ports() const {
        for (const auto* service : options.all) {
            if (service->needs.has(Need::edge)) return ports_of(*service);
        }
        return {};
    }

    // A name that is no service's would be found out by its first call alone.
    void check_neighbours() const {
        for (const auto& service : services) {
            for (const auto& name : service->neighbours()) {
                const auto known = [&name](const auto* each) { return each->name == name; };
                if (std::ranges::none_of(options.all, known)) {
                    throw std::logic_error("The service " + service->name() + " calls " + name +
                                           ", which is none of the platform's.");
                }
            }
        }
    }

    void add_health_checks() {
        std::vector<Schema> schemas;
        for (const auto& service : services) {
            if (!service->database()) continue;
            schemas.push_back(
                {.database = service->database(), .migrations = own_migrations(service->definition())});
        }
        if (!schemas.empty()) {
            health.add(database_check(schemas));
            health.add(schema_check(std::move(schemas)));
        }
        health.add(key_value_check(redis));
        health.set_background([this] {
            std::vector<std::string> names;
            for (const auto& service : services) {
                std::ranges::move(service->failing(settings.background_patience), std::back_inserter(names));
            }
            if (follows) {
                for (const auto& job : jobs.failing(settings.background_patience))
                    names.push_back("platform/" + job);
            }
            return names;
        });
    }

    void watch() {
        telemetry.watch_loops(loops);
        if (passwords) telemetry.watch_workers("passwords", *passwords);
        telemetry.watch_workers("blocking", blocking);
        telemetry.watch_redis([this] { return redis.stats(); });
        for (const auto& service : services) {
            if (auto* database = service->database()) {
                telemetry.watch_database(service->name(), [database] { return database->stats(); });
            }
            if (auto* events = service->events()) telemetry.watch_events(service->name(), events->metrics());
        }
    }

    Crypto crypto;
    HostOptions options;
    runtime::SystemClock system_clock;
    const runtime::Clock& clock;
    PlatformSettings settings;
    telemetry::Telemetry telemetry;
    runtime::PeakMemory peak_memory;
    runtime::Loops loops;
    std::optional<runtime::WorkerPool> passwords;
    runtime::WorkerPool blocking;
    std::optional<http::Client> http;
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
    rest::Health health;
    Edge edge;
    std::vector<std::unique_ptr<RunningService>> services;
    std::unique_ptr<ParameterSource> parameter_source;
    std::optional<ParameterFollower> follower;
    Jobs jobs;  // of the process
    std::vector<std::unique_ptr<ServicePort>> ports;
    bool running = false;
    bool follows = false;
};

Host::Host(config::Configuration& configuration, HostOptions options) {
    try {
        parts_ = std::make_unique<Parts>(configuration, std::move(options));
    } catch (const config::Error&) {
        throw;
    } catch (const std::exception&) {
        // What is wrong with the settings explains the failure better than the failure itself.
        configuration.check_values();
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

void Host::start() {
    auto& parts = *parts_;
    if (parts.settings.open_service_ports) {
        for (const auto& service : parts.services) {
            if (service->definition().needs.has(Need::edge)) continue;
            parts.ports.push_back(std::make_unique<ServicePort>(
                service->name(), parts.ports_of(service->definition()), parts.settings.listen_host,
                parts.loops, parts.fronts, parts.authenticator, parts.telemetry, parts.health));
        }
    }
    start_without_ports();
    parts.look_at_parameters();
    parts.jobs.start();
    parts.follows = true;
    for (auto& port : parts.ports) port->start();
    parts.health.set_ready(true);
    for (auto& service : parts.services) service->module().open();
}

std::vector<Address> Host::addresses() const {
    std::vector<Address> all;
    for (const auto& service : parts_->services) {
        for (auto& address : service->module().addresses()) all.push_back(std::move(address));
    }
    return all;
}

void Host::drain() {
    parts_->health.set_ready(false);
    for (auto& port : parts_->ports) port->drain();
}

bool Host::stop() {
    if (!parts_) return true;
    auto& parts = *parts_;
    drain();
    bool ended = true;
    for (auto& service : parts.services) {
        ended = service->module().close(deadline_in(parts.settings.shutdown_grace)) && ended;
    }
    const auto deadline = deadline_in(parts.settings.shutdown_grace);
    for (auto& port : parts.ports) ended = port->stop(parts.loops, deadline) && ended;
    if (!ended) return false;
    parts.ports.clear();
    if (!std::exchange(parts.running, false)) return true;
    auto end = [](Parts& all) -> Task<void> {
        if (all.follows) co_await all.jobs.stop();
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
runtime::WorkerPool& Host::blocking() {
    return parts_->blocking;
}
std::unique_ptr<rpc::Channels> Host::channels(std::string caller) {
    return std::make_unique<rpc::Channels>(std::move(caller), parts_->network);
}
const std::vector<std::unique_ptr<RunningService>>& Host::services() const {
    return parts_->services;
}

}  // namespace ecommerce::service
