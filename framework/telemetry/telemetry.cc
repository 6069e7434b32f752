// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/telemetry.h"

#include <sys/random.h>
#include <unistd.h>

#include <array>

#include "framework/config/configuration.h"
#include "framework/events/metrics.h"
#include "framework/http/server.h"
#include "framework/runtime/spawn.h"
#include "framework/runtime/worker_pool.h"
#include "framework/telemetry/collector_client.h"
#include "framework/telemetry/semconv.h"
#include "framework/text/hex.h"

namespace ecommerce::telemetry {
namespace {

using namespace std::chrono_literals;

// A random UUID (version 4), which tells the instances of a service apart.
std::string instance_id() {
    std::array<char, 16> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != ssize_t(bytes.size())) bytes = {};
    bytes[6] = char((bytes[6] & 0x0f) | 0x40);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return text::to_uuid({bytes.data(), bytes.size()});
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

Resource resource_of(const Settings& settings, const Process& process) {
    std::map<std::string, std::string> attributes = settings.resource_attributes;
    const auto add = [&](std::string_view key, std::string value) {
        attributes.emplace(key, std::move(value));  // an operator's own value stands
    };
    add(semconv::kServiceNamespace, "ecommerce");
    add(semconv::kServiceVersion, process.version);
    add(semconv::kServiceInstanceId, instance_id());
    add(semconv::kDeploymentEnvironmentName, settings.environment);
    add(semconv::kHostName, host_name());
    add(semconv::kProcessPid, std::to_string(::getpid()));
    add(semconv::kTelemetrySdkName, "ecommerce");
    add(semconv::kTelemetrySdkLanguage, "cpp");
    add(semconv::kTelemetrySdkVersion, process.version);
    attributes.erase(std::string(semconv::kServiceName));  // each service's own, see Resource
    return {process.name, {attributes.begin(), attributes.end()}};
}

std::unique_ptr<log::Output> make_output(log::Options options, const Process& process) {
    options.descriptor = process.log_descriptor;
    return std::make_unique<log::Output>(options);
}

log::Level level_of(std::string_view name) {
    if (name == "error") return log::Level::error;
    if (name == "warning") return log::Level::warning;
    return name == "debug" ? log::Level::debug : log::Level::info;
}

log::Format format_of(std::string_view name) {
    if (name == "json") return log::Format::json;
    return name == "human" ? log::Format::human : log::Format::automatic;
}

}  // namespace

Settings read(config::Section& section) {
    Settings settings;
    settings.log.level = section.live([](config::Section& telemetry) {
        return level_of(
            telemetry.string("log_level", "info",
                             {.help = "what is logged", .one_of = {"error", "warning", "info", "debug"}}));
    });
    settings.log.format =
        format_of(section.string("log_format", "automatic",
                                 {.help = "automatic is human on a terminal and json elsewhere",
                                  .one_of = {"automatic", "json", "human"}}));
    settings.log.queue_lines =
        section.integer("log_queue", std::size_t{4096},
                        {.help = "lines that may wait to be written", .min = 64, .max = 1 << 20});
    settings.otlp_endpoint = section.string(
        "otlp_endpoint", "",
        {.help = "OpenTelemetry collector, as http://collector:4318; empty: nothing is exported"});
    settings.otlp_headers =
        section.secret("otlp_headers", {.help = "sent to the collector, as name=value,name=value"});
    settings.otlp_certificate =
        section.string("otlp_certificate", "",
                       {.help = "PEM file of the authorities for an https endpoint; empty: the system's"});
    settings.sample_ratio = section.number("sample_ratio", 0.05,
                                           {.help = "share of traces that is recorded", .min = 0, .max = 1});
    settings.environment =
        section.string("environment", "development", {.help = "deployment.environment.name"});
    settings.resource_attributes =
        section.table("resource_attributes", {}, {.help = "added to all that is exported"});
    settings.metrics_interval = section.duration(
        "metrics_interval", 1min, {.help = "how often metrics are exported", .min = 1s, .max = 1h});
    settings.slow_statement =
        section.duration("slow_statement", 500ms, {.help = "slower SQL statements are logged", .min = 1ms});
    settings.log_files = section.list(
        "log_files", {},
        {.help = "files and folders where this program's log is kept; erasure-check reads them"});
    return settings;
}

Telemetry::Telemetry(Settings settings, Process process)
    : output_(make_output(settings.log, process)),
      sampler_(settings.otlp_endpoint.empty() ? 0 : settings.sample_ratio) {
    if (!settings.otlp_endpoint.empty()) {
        ExporterOptions options;
        options.metrics_interval = settings.metrics_interval;
        exporter_ = std::make_unique<Exporter>(
            resource_of(settings, process), metrics_,
            make_collector_client(settings.otlp_endpoint, settings.otlp_headers, settings.otlp_certificate),
            options);
        log::set_tap(exporter_.get());
    }
    tracer_ = std::make_unique<Tracer>(exporter_.get());
    rpc_ = std::make_unique<RpcObserver>(metrics_, *tracer_);
    postgres_ = std::make_unique<PostgresObserver>(metrics_, *tracer_, settings.slow_statement);
    redis_ = std::make_unique<RedisObserver>(metrics_, *tracer_);
    http_ = std::make_unique<HttpObserver>(metrics_, *tracer_);
    http_client_ = std::make_unique<HttpClientObserver>(metrics_, *tracer_);
    dropped_lines_ =
        metrics_.observe(semconv::kLogDropped, Kind::counter, [output = output_.get()](Observed& observed) {
            observed.set(double(output->dropped()));
        });
    runtime::set_spawn_error_handler([](std::exception_ptr failure) {
        log::error("a background task failed", {{"exception", log::describe(std::move(failure))}});
    });
}

Telemetry::~Telemetry() {
    unwatch();
    log::set_tap(nullptr);
    if (exporter_) exporter_->stop();
}

void Telemetry::watch(const Instrument& instrument, Kind kind, std::function<void(Observed&)> callback) {
    watched_.push_back(metrics_.observe(instrument, kind, std::move(callback)));
}

void Telemetry::unwatch() {
    loop_lag_.reset();
    watched_.clear();
}

void Telemetry::watch_loops(runtime::Loops& loops) {
    loop_lag_ = std::make_unique<LoopLag>(metrics_, loops);
}

void Telemetry::watch_workers(std::string pool, const runtime::WorkerPool& workers) {
    const Labels labels{{std::string(semconv::kPoolName), std::move(pool)}};
    watch(semconv::kWorkerQueue, Kind::up_down_counter,
          [labels, &workers](Observed& observed) { observed.set(double(workers.waiting()), labels); });
}

void Telemetry::watch_database(std::string name, std::function<postgres::Stats()> stats) {
    const Labels labels{{std::string(semconv::kDbSystemName), "postgresql"},
                        {std::string(semconv::kDbPoolName), std::move(name)}};
    const auto add = [&](const Instrument& instrument, Kind kind, std::uint64_t postgres::Stats::* member) {
        watch(instrument, kind,
              [labels, stats, member](Observed& observed) { observed.set(double(stats().*member), labels); });
    };
    add(semconv::kDbClientConnectionCount, Kind::up_down_counter, &postgres::Stats::connections);
    add(semconv::kDbClientConnectionPendingRequests, Kind::up_down_counter, &postgres::Stats::waiting);
    add(semconv::kDbClientConnectionTimeouts, Kind::counter, &postgres::Stats::timeouts);
    add(semconv::kDbInFlight, Kind::up_down_counter, &postgres::Stats::in_flight);
    add(semconv::kDbListsRunning, Kind::up_down_counter, &postgres::Stats::lists_running);
    add(semconv::kDbListsWaiting, Kind::up_down_counter, &postgres::Stats::lists_waiting);
    add(semconv::kDbCancelled, Kind::counter, &postgres::Stats::cancelled);
    add(semconv::kDbRefused, Kind::counter, &postgres::Stats::refused);
    add(semconv::kDbConnects, Kind::counter, &postgres::Stats::connects);
    add(semconv::kDbConnectFailures, Kind::counter, &postgres::Stats::connect_failures);
}

std::vector<Metrics::Observation> Telemetry::watch_http_server(int port,
                                                               std::function<http::ServerStats()> stats) {
    const Labels labels{{std::string(semconv::kServerPort), std::to_string(port)}};
    std::vector<Metrics::Observation> watching;
    watching.push_back(metrics_.observe(
        semconv::kHttpServerConnections, Kind::up_down_counter,
        [labels, stats](Observed& observed) { observed.set(double(stats().connections), labels); }));
    watching.push_back(
        metrics_.observe(semconv::kHttpServerAccepted, Kind::counter, [labels, stats](Observed& observed) {
            observed.set(double(stats().accepted), labels);
        }));
    watching.push_back(
        metrics_.observe(semconv::kHttpServerRefused, Kind::counter, [labels, stats](Observed& observed) {
            const auto numbers = stats();
            const auto add = [&](std::string_view reason, std::uint64_t count) {
                Labels all = labels;
                all.emplace_back(semconv::kReason, reason);
                observed.set(double(count), std::move(all));
            };
            add("too_many_connections", numbers.rejected_connections);
            add("malformed", numbers.malformed);
            add("timed_out", numbers.timed_out);
        }));
    return watching;
}

void Telemetry::watch_redis(std::function<redis::Stats()> stats) {
    const Labels labels{{std::string(semconv::kDbSystemName), "redis"}};
    const auto add = [&](const Instrument& instrument, Kind kind, std::uint64_t redis::Stats::* member) {
        watch(instrument, kind,
              [labels, stats, member](Observed& observed) { observed.set(double(stats().*member), labels); });
    };
    add(semconv::kDbClientConnectionCount, Kind::up_down_counter, &redis::Stats::connected);
    add(semconv::kDbClientConnectionTimeouts, Kind::counter, &redis::Stats::timeouts);
    add(semconv::kDbInFlight, Kind::up_down_counter, &redis::Stats::in_flight);
    add(semconv::kDbConnects, Kind::counter, &redis::Stats::connects);
    add(semconv::kDbConnectFailures, Kind::counter, &redis::Stats::connect_failures);
}

void Telemetry::watch_events(std::string service, const events::Metrics& numbers) {
    const std::string name = registered_name(service);
    const auto labels = [name](std::string_view outcome) {
        Labels labels{{std::string(semconv::kServiceName), name}};
        if (!outcome.empty()) labels.emplace_back(semconv::kOutcome, outcome);
        return labels;
    };
    watch(semconv::kEventsDelivered, Kind::counter, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.delivered.load()), labels("delivered"));
        observed.set(double(numbers.retried.load()), labels("retried"));
        observed.set(double(numbers.dead.load()), labels("dead"));
    });
    watch(semconv::kEventsPublished, Kind::counter, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.published.load()), labels(""));
    });
    watch(semconv::kEventsTaken, Kind::counter, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.taken.load()), labels("taken"));
        observed.set(double(numbers.duplicates.load()), labels("duplicate"));
    });
    watch(semconv::kOutboxFailures, Kind::counter, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.outbox_failures.load()), labels(""));
    });
    watch(semconv::kOutboxLag, Kind::gauge, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.lag_us.load()) / 1e6, labels(""));
    });
    watch(semconv::kOutboxActive, Kind::up_down_counter, [labels, &numbers](Observed& observed) {
        observed.set(double(numbers.in_flight.load()), labels(""));
    });
}

}  // namespace ecommerce::telemetry
