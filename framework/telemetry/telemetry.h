// SPDX-License-Identifier: Apache-2.0
// The telemetry of a process, from its settings: what the program makes first and destroys last.
//
//   auto settings = telemetry::read(configuration.section("telemetry"));
//   configuration.check();
//   telemetry::Telemetry telemetry(std::move(settings), {.name = "ecommerce", .version = kVersion});
//   rpc::FrontOptions front{.observer = &telemetry.rpc()};
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "framework/config/secret.h"
#include "framework/postgres/observer.h"
#include "framework/redis/client.h"
#include "framework/telemetry/events_observer.h"
#include "framework/telemetry/exporter.h"
#include "framework/telemetry/http_client_observer.h"
#include "framework/telemetry/http_observer.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/loop_lag.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/process_metrics.h"
#include "framework/telemetry/rpc_observer.h"
#include "framework/telemetry/store_observers.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::config {
class Section;
}
namespace ecommerce::events {
struct Metrics;
}
namespace ecommerce::http {
struct ServerStats;
}
namespace ecommerce::runtime {
class Loops;
class WorkerPool;
}  // namespace ecommerce::runtime

namespace ecommerce::telemetry {

struct Settings {
    log::Options log;
    std::string otlp_endpoint;    // "https://collector:4318"; empty: nothing is exported, nothing is sampled
    config::Secret otlp_headers;  // "name=value,…", sent with every request
    std::string otlp_certificate;
    double sample_ratio = 0.05;
    std::string environment;
    std::map<std::string, std::string> resource_attributes;
    std::chrono::milliseconds metrics_interval{60'000};
    std::chrono::milliseconds slow_statement{500};
    std::vector<std::string> log_files;  // where the operator keeps what this program logs
};
Settings read(config::Section& section);

// Who is running.
struct Process {
    std::string name;  // "ecommerce", or the registered name of the one service it runs
    std::string version;
    int log_descriptor = 1;  // where its log goes: standard output
};

class Telemetry {
public:
    // Throws config::Error when the endpoint is not an address to which something can be sent.
    Telemetry(Settings settings, Process process);
    // Sends what waits, within five seconds; the log is last.
    ~Telemetry();
    Telemetry(const Telemetry&) = delete;
    Telemetry& operator=(const Telemetry&) = delete;

    Metrics& metrics() { return metrics_; }
    const Tracer& tracer() const { return *tracer_; }
    const Sampler& sampler() const { return sampler_; }

    RpcObserver& rpc() { return *rpc_; }
    PostgresObserver& postgres() { return *postgres_; }
    RedisObserver& redis() { return *redis_; }
    EventsObserver& events() { return events_; }
    HttpObserver& http() { return *http_; }
    HttpClientObserver& http_client() { return *http_client_; }

    // What is watched at each scrape until unwatch(), which must come before the watched things go.
    void watch_loops(runtime::Loops& loops);
    void watch_workers(std::string pool, const runtime::WorkerPool& workers);
    void watch_database(std::string name, std::function<postgres::Stats()> stats);
    void watch_redis(std::function<redis::Stats()> stats);
    void watch_events(std::string service, const events::Metrics& numbers);
    void unwatch();
    // A port, which may go earlier: it is watched until what is returned has gone.
    [[nodiscard]] std::vector<Metrics::Observation> watch_http_server(
        int port, std::function<http::ServerStats()> stats);

private:
    void watch(const Instrument& instrument, Kind kind, std::function<void(Observed&)> callback);

    std::unique_ptr<log::Output> output_;
    Metrics metrics_;
    ProcessMetrics process_{metrics_};
    std::unique_ptr<Exporter> exporter_;  // null without an endpoint
    std::unique_ptr<Tracer> tracer_;
    Sampler sampler_;
    std::unique_ptr<RpcObserver> rpc_;
    std::unique_ptr<PostgresObserver> postgres_;
    std::unique_ptr<RedisObserver> redis_;
    EventsObserver events_;
    std::unique_ptr<HttpObserver> http_;
    std::unique_ptr<HttpClientObserver> http_client_;
    Metrics::Observation dropped_lines_;
    std::unique_ptr<LoopLag> loop_lag_;
    std::vector<Metrics::Observation> watched_;
};

}  // namespace ecommerce::telemetry
