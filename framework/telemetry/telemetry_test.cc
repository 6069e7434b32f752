// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/telemetry.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/config/configuration.h"
#include "framework/events/metrics.h"
#include "framework/http/server.h"
#include "framework/http/url.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/worker_pool.h"
#include "framework/telemetry/collector_client.h"
#include "framework/telemetry/exposition.h"

#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"

namespace ecommerce::telemetry {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A collector behind a real socket: answers every request with the same text and keeps what came.
class SocketCollector {
public:
    explicit SocketCollector(std::string answer) : answer_(std::move(answer)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this] { serve(); });
    }
    ~SocketCollector() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }
    // After everything was sent.
    std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    void serve() {
        for (int client = ::accept(listener_, nullptr, nullptr); client >= 0;
             client = ::accept(listener_, nullptr, nullptr)) {
            std::string request;
            char buffer[4096];
            while (!complete(request)) {
                const auto got = ::recv(client, buffer, sizeof buffer, 0);
                if (got <= 0) break;
                request.append(buffer, std::size_t(got));
            }
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(std::move(request));
            }
            ::send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            ::close(client);
        }
    }
    static bool complete(const std::string& request) {
        const auto end = request.find("\r\n\r\n");
        const auto length = request.find("Content-Length: ");
        if (end == std::string::npos || length == std::string::npos) return false;
        return request.size() >= end + 4 + std::stoul(request.substr(length + 16));
    }

    std::string answer_;
    int listener_ = -1;
    int port_ = 0;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::jthread thread_;
};

Poster::Reply post(std::string_view endpoint, std::string_view headers = "") {
    return make_collector_client(endpoint, config::Secret(headers))->post("/v1/traces", "body", 5s);
}

TEST(CollectorClient, PostsAndReadsTheReply) {
    SocketCollector collector(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 7\r\nContent-Length: 4\r\n\r\nwait");
    const auto reply = post(collector.endpoint() + "/otlp/", "x-tenant=a,Authorization=Bearer b");
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.retry_after, 7s);
    EXPECT_EQ(reply.body, "wait");
    ASSERT_EQ(collector.requests().size(), 1U);
    const auto request = collector.requests()[0];
    EXPECT_THAT(request, StartsWith("POST /otlp/v1/traces HTTP/1.1\r\nHost: 127.0.0.1:"));
    for (const auto* part : {"\r\nContent-Type: application/x-protobuf\r\n", "\r\nx-tenant: a\r\n",
                             "\r\nAuthorization: Bearer b\r\n", "\r\n\r\nbody"}) {
        EXPECT_THAT(request, HasSubstr(part));
    }
}

TEST(CollectorClient, ReadsChunks) {
    SocketCollector collector(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    const auto reply = post(collector.endpoint());
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "abcde");
}

TEST(CollectorClient, SaysWhyNothingCameOfIt) {
    SocketCollector rude("220 mail ready\r\n");
    EXPECT_THAT(post(rude.endpoint()).failure, HasSubstr("127.0.0.1:"));
    EXPECT_THAT(post("http://127.0.0.1:1").failure, HasSubstr("Connection refused"));
}

TEST(CollectorClient, DoesNotWaitForASilentCollector) {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    const auto client =
        make_collector_client("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)), {});
    EXPECT_THAT(client->post("/v1/logs", "body", 20ms).failure, HasSubstr("did not answer in time"));
    ::close(listener);
}

TEST(CollectorClient, RefusesEndpointsItCannotUse) {
    for (const auto* endpoint : {"collector:4318", "http://", "http://a:b", "http://u:p@host",
                                 "http://host:1/a b", "grpc://collector:4317"}) {
        EXPECT_THROW(make_collector_client(endpoint, {}), config::Error) << endpoint;
    }
    EXPECT_THROW(make_collector_client("http://host", config::Secret("novalue")), config::Error);
    EXPECT_THROW(make_collector_client("http://host", config::Secret("a=b\r\nc: d")), config::Error);
    EXPECT_NO_THROW(make_collector_client("http://[::1]:4318", {}));
    EXPECT_NO_THROW(make_collector_client("http://[::1]", {}));
    EXPECT_NO_THROW(make_collector_client("https://collector", {}));
    EXPECT_THROW(make_collector_client("https://collector", {}, "/nowhere.pem"), config::Error);
}

TEST(Telemetry, SendsEverythingToTheCollectorUntilItsEnd) {
    SocketCollector collector("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    auto configuration = config::Configuration::load(
        "", {{"OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()},
             {"OTEL_TRACES_SAMPLER_ARG", "1"},
             {"OTEL_RESOURCE_ATTRIBUTES", "service.name=ignored,shop.release.lane=canary"},
             {"ECOMMERCE_TELEMETRY_ENVIRONMENT", "test"},
             {"ECOMMERCE_TELEMETRY_LOG_FORMAT", "json"}});
    auto settings = read(configuration.section("telemetry"));
    configuration.check();
    {
        Telemetry telemetry(std::move(settings), {.name = "ecommerce", .version = "0.1.0"});
        CallContext context;
        context.trace = Trace::start(telemetry.sampler().sample());
        telemetry.redis().command_ended(context, "GET", 1ms, nullptr);
        log::info("the end is near");
    }
    std::string traces, logs, metrics;
    for (const auto& request : collector.requests()) {
        const auto body = request.substr(request.find("\r\n\r\n") + 4);
        if (request.starts_with("POST /v1/traces ")) traces = body;
        if (request.starts_with("POST /v1/logs ")) logs = body;
        if (request.starts_with("POST /v1/metrics ")) metrics = body;
    }
    opentelemetry::proto::collector::trace::v1::ExportTraceServiceRequest request;
    ASSERT_TRUE(request.ParseFromString(traces));
    ASSERT_EQ(request.resource_spans_size(), 1);
    std::map<std::string, std::string> attributes;
    for (const auto& attribute : request.resource_spans(0).resource().attributes()) {
        attributes.emplace(attribute.key(), attribute.value().string_value());
    }
    EXPECT_EQ(attributes["service.name"], "ecommerce");
    EXPECT_EQ(attributes["service.version"], "0.1.0");
    EXPECT_EQ(attributes["deployment.environment.name"], "test");
    EXPECT_EQ(attributes["shop.release.lane"], "canary");
    EXPECT_EQ(attributes["service.instance.id"].size(), 36U);
    EXPECT_EQ(request.resource_spans(0).scope_spans(0).spans(0).name(), "GET");
    EXPECT_THAT(logs, HasSubstr("the end is near"));
    EXPECT_THAT(metrics, HasSubstr("process.memory.usage"));
}

TEST(Telemetry, RecordsNoSpanWithoutACollector) {
    Telemetry telemetry({.sample_ratio = 1}, {.name = "ecommerce", .version = "0.1.0"});
    EXPECT_FALSE(telemetry.sampler().sample());
    EXPECT_FALSE(telemetry.tracer().records(Trace::start(true)));
}

// The names that dashboards and alerts stand on. A change here is a change for everybody who has one.
TEST(Telemetry, ItsMetricsAreTheOnesThatAreWrittenDown) {
    runtime::Loops loops(1);
    runtime::WorkerPool workers(1, 1);
    events::Metrics event_numbers;
    Telemetry telemetry({}, {.name = "ecommerce", .version = "0.1.0"});
    telemetry.watch_loops(loops);
    telemetry.watch_workers("passwords", workers);
    telemetry.watch_database("order", [] { return postgres::Stats{}; });
    const auto port = telemetry.watch_http_server(30000, [] { return http::ServerStats{}; });
    telemetry.watch_redis([] { return redis::Stats{}; });
    telemetry.watch_events("order", event_numbers);
    CallContext context;
    rpc::Method method{};
    telemetry.rpc().ended({method, context, rpc::Side::server, 0, {}, 1ms, nullptr, {}});
    telemetry.rpc().ended({method, context, rpc::Side::client, 0, {}, 1ms, nullptr, {}});
    telemetry.postgres().statement_ended(context, "order", "SELECT 1", {0ms, 1ms}, nullptr);
    telemetry.postgres().transaction_ended(context, "order", 1, 1ms, nullptr);
    const auto outside = http::Url::parse("https://pay.example/").value();
    telemetry.http_client().ended({context, 0, http::Verb::get, outside, 200, nullptr, 1, 1ms});
    telemetry.http().began();
    telemetry.http().ended({.method = "GET", .route = "/", .status = 200, .duration = 1ms});
    std::string names = "\n";
    for (const auto& family : telemetry.metrics().collect()) {
        names += prometheus_name(family.instrument, family.kind) + "\n";
    }
    telemetry.unwatch();
    EXPECT_EQ(names, R"(
db_client_connection_count
db_client_connection_pending_requests
db_client_connection_timeouts_total
db_client_operation_duration_seconds
ecommerce_db_connection_failures_total
ecommerce_db_connection_opened_total
ecommerce_db_lists_running
ecommerce_db_lists_waiting
ecommerce_db_operations_active
ecommerce_db_operations_cancelled_total
ecommerce_db_operations_refused_total
ecommerce_db_transaction_duration_seconds
ecommerce_db_transaction_retries_total
ecommerce_events_delivered_total
ecommerce_events_published_total
ecommerce_events_taken_total
ecommerce_http_server_accepted_total
ecommerce_http_server_connections
ecommerce_http_server_refused_total
ecommerce_log_dropped_total
ecommerce_loop_lag_seconds
ecommerce_outbox_active
ecommerce_outbox_failures_total
ecommerce_outbox_lag_seconds
ecommerce_worker_queue
http_client_request_duration_seconds
http_server_active_requests
http_server_request_duration_seconds
process_cpu_time_seconds_total
process_memory_usage_bytes
process_memory_virtual_bytes
process_thread_count
process_unix_file_descriptor_count
process_uptime_seconds
rpc_client_call_duration_seconds
rpc_server_call_duration_seconds
system_network_io_bytes_total
)");
}

}  // namespace
}  // namespace ecommerce::telemetry
