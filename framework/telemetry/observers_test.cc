// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/events/event.h"
#include "framework/runtime/loop.h"
#include "framework/telemetry/events_observer.h"
#include "framework/telemetry/http_observer.h"
#include "framework/telemetry/loop_lag.h"
#include "framework/telemetry/rpc_observer.h"
#include "framework/telemetry/semconv.h"
#include "framework/telemetry/statement_summary.h"
#include "framework/telemetry/store_observers.h"

namespace ecommerce::telemetry {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Collected final : SpanSink {
    void ended(SpanData span) override { spans.push_back(std::move(span)); }
    std::vector<SpanData> spans;
};

class ObserversTest : public ::testing::Test {
protected:
    ObserversTest() {
        context_.principal.service = "checkout";
        context_.trace = Trace::start(true);
        context_.request_id = "r-1";
        method_.service = "ecommerce.order.v1.OrderService";
        method_.name = "GetOrder";
        method_.path = "/ecommerce.order.v1.OrderService/GetOrder";
    }

    std::string attribute(std::size_t span, std::string_view key) const {
        for (const auto& attribute : sink_.spans.at(span).attributes) {
            if (attribute.key != key) continue;
            if (const auto* text = std::get_if<std::string>(&attribute.value)) return *text;
            if (const auto* number = std::get_if<std::int64_t>(&attribute.value))
                return std::to_string(*number);
        }
        return "(none)";
    }

    Metrics metrics_;
    Collected sink_;
    Tracer tracer_{&sink_};
    CallContext context_;
    rpc::Method method_{};
    log::Capture log_;
};

TEST_F(ObserversTest, ACallThatIsServedIsAMeasurementAndASpan) {
    RpcObserver observer(metrics_, tracer_);
    observer.ended({method_, context_, rpc::Side::server, 7, {}, 20ms, nullptr, {}});
    EXPECT_THAT(
        metrics_.expose(),
        HasSubstr(
            "rpc_server_call_duration_seconds_bucket{rpc_method=\"ecommerce.order.v1.OrderService/GetOrder\","
            "rpc_response_status_code=\"OK\",rpc_system_name=\"grpc\",le=\"0.025\"} 1\n"));
    ASSERT_THAT(sink_.spans, SizeIs(1));
    const auto& span = sink_.spans[0];
    EXPECT_EQ(span.name, "ecommerce.order.v1.OrderService/GetOrder");
    EXPECT_EQ(span.service, "order");
    EXPECT_EQ(span.parent_span, 7U);
    EXPECT_EQ(span.trace.span_id, context_.trace.span_id);
    EXPECT_EQ(span.kind, SpanKind::server);
    EXPECT_EQ(span.ended - span.began, 20ms);
    EXPECT_FALSE(span.failed);
    EXPECT_EQ(attribute(0, "ecommerce.request_id"), "r-1");
}

TEST_F(ObserversTest, AMistakeOfTheCallerIsNoFaultOfTheServer) {
    RpcObserver observer(metrics_, tracer_);
    const Error error(Code::not_found, "ORDER_NOT_FOUND", "There is no such order.");
    observer.ended({method_, context_, rpc::Side::server, 0, {}, 1ms, &error, {}});
    observer.ended({method_, context_, rpc::Side::client, 0, {}, 1ms, &error, {}});
    EXPECT_FALSE(sink_.spans.at(0).failed);
    EXPECT_TRUE(sink_.spans.at(1).failed);
    EXPECT_EQ(sink_.spans.at(1).service, "checkout");
    EXPECT_EQ(attribute(0, "rpc.response.status_code"), "NOT_FOUND");
    EXPECT_EQ(attribute(1, "error.type"), "NOT_FOUND");
    EXPECT_THAT(metrics_.expose(),
                HasSubstr("rpc_client_call_duration_seconds_count{error_type=\"NOT_FOUND\""));
    ASSERT_THAT(log_.lines(), SizeIs(1));
    EXPECT_THAT(log_.lines()[0], HasSubstr("\"level\":\"debug\",\"service\":\"order\""));
}

TEST_F(ObserversTest, AFaultOfOursIsLoggedOnceWithAllThatIsKnown) {
    RpcObserver observer(metrics_, tracer_);
    const auto error = reason::internal("Something went wrong on our side.");
    const auto cause =
        Error(Code::precondition, "CHECK_VIOLATION", "No.").with("constraint", "stock_positive");
    observer.ended({method_, context_, rpc::Side::client, 0, {}, 1ms, &error, "10.0.0.1:30010"});
    observer.ended({method_, context_, rpc::Side::server, 0, {}, 1ms, &error, {}, &cause});
    observer.threw(method_, context_, std::make_exception_ptr(std::logic_error("no")));
    ASSERT_THAT(log_.lines(), SizeIs(2));
    EXPECT_THAT(log_.lines()[0],
                HasSubstr("\"level\":\"error\",\"service\":\"order\",\"message\":\"call failed\""));
    EXPECT_THAT(log_.lines()[0], HasSubstr("\"reason\":\"CHECK_VIOLATION\""));
    EXPECT_THAT(log_.lines()[0], HasSubstr("constraint=stock_positive"));
    EXPECT_THAT(log_.lines()[0], HasSubstr("\"trace_id\":\"" + context_.trace.trace_id_hex()));
    EXPECT_THAT(log_.lines()[1], HasSubstr("std::logic_error: no"));
}

TEST_F(ObserversTest, ManyRefusalsOfAMethodAreOneLineInAWhile) {
    RpcObserver observer(metrics_, tracer_);
    const Error busy(Code::exhausted, "DATABASE_BUSY", "Too many calls wait.");
    const auto broken = reason::internal("Something went wrong on our side.");
    for (int i = 0; i < 100; ++i) {
        observer.ended({method_, context_, rpc::Side::server, 0, {}, 1ms, &busy, {}});
    }
    for (int i = 0; i < 3; ++i) {
        observer.ended({method_, context_, rpc::Side::server, 0, {}, 1ms, &broken, {}});
    }
    EXPECT_THAT(log_.lines(), SizeIs(1 + 3)) << "faults of ours are all told";
}

TEST_F(ObserversTest, NothingIsRecordedOfATraceThatIsNotSampled) {
    context_.trace.sampled = false;
    RpcObserver(metrics_, tracer_).ended({method_, context_, rpc::Side::server, 0, {}, 1ms, nullptr, {}});
    PostgresObserver(metrics_, tracer_, 1s)
        .statement_ended(context_, "order", "SELECT 1", {0ms, 1ms}, nullptr);
    RedisObserver(metrics_, tracer_).command_ended(context_, "GET", 1ms, nullptr);
    EXPECT_THAT(sink_.spans, IsEmpty());
    EXPECT_THAT(metrics_.expose(), HasSubstr("db_client_operation_duration_seconds_count"));
}

TEST_F(ObserversTest, AStatementIsNamedByWhatItDoes) {
    PostgresObserver observer(metrics_, tracer_, 1s);
    constexpr const char* kSql = "SELECT id FROM orders WHERE order_no = $1";
    observer.statement_ended(context_, "order", kSql, {1ms, 1ms}, nullptr);
    const auto error =
        Error(Code::internal, "DATABASE_ERROR", "Something went wrong.").with("sqlstate", "42P01");
    observer.statement_ended(context_, "order", kSql, {1ms, 1ms}, &error);
    EXPECT_THAT(
        metrics_.expose(),
        HasSubstr(
            "db_client_operation_duration_seconds_bucket{db_collection_name=\"orders\",db_namespace=\"order\","
            "db_operation_name=\"SELECT\",db_system_name=\"postgresql\",le=\"0.005\"} 1\n"));
    EXPECT_THAT(metrics_.expose(),
                HasSubstr("db_system_name=\"postgresql\",error_type=\"DATABASE_ERROR\",le=\"0.005\"} 1\n"));
    ASSERT_THAT(sink_.spans, SizeIs(2));
    EXPECT_EQ(sink_.spans[0].name, "SELECT orders");
    EXPECT_EQ(sink_.spans[0].parent_span, context_.trace.span_id);
    EXPECT_NE(sink_.spans[0].trace.span_id, context_.trace.span_id);
    EXPECT_EQ(sink_.spans[0].service, "order");
    EXPECT_EQ(attribute(0, "db.query.text"), kSql);
    EXPECT_TRUE(sink_.spans[1].failed);
    EXPECT_EQ(attribute(1, "db.response.status_code"), "42P01");
}

TEST_F(ObserversTest, ASlowStatementIsLogged) {
    PostgresObserver observer(metrics_, tracer_, 500ms);
    observer.statement_ended(context_, "order", "SELECT 1", {9s, 499ms}, nullptr);
    EXPECT_THAT(log_.lines(), IsEmpty());
    observer.statement_ended(context_, "order", "SELECT 1", {7ms, 500ms}, nullptr);
    ASSERT_THAT(log_.lines(), SizeIs(1));
    EXPECT_THAT(log_.lines()[0], HasSubstr("\"sql\":\"SELECT 1\",\"duration_ms\":500,\"waited_ms\":7"));
}

TEST_F(ObserversTest, AStatementThatIsSlowAgainAndAgainIsLoggedOnceInAWhile) {
    PostgresObserver observer(metrics_, tracer_, 500ms);
    for (int i = 0; i < 100; ++i) {
        observer.statement_ended(context_, "order", "SELECT 1", {0ms, 1s}, nullptr);
    }
    observer.statement_ended(context_, "order", "SELECT 2", {0ms, 1s}, nullptr);
    EXPECT_THAT(log_.lines(), SizeIs(2)) << "one for each statement";
}

TEST_F(ObserversTest, TransactionsCountTheirRetries) {
    PostgresObserver observer(metrics_, tracer_, 1s);
    observer.transaction_ended(context_, "order", 3, 10ms, nullptr);
    EXPECT_THAT(
        metrics_.expose(),
        HasSubstr(
            "ecommerce_db_transaction_retries_total{db_namespace=\"order\",db_system_name=\"postgresql\"} 2\n"));
    EXPECT_EQ(attribute(0, "ecommerce.db.transaction.attempts"), "3");
}

TEST_F(ObserversTest, TheStoresOutageIsLoggedButNotForEachCommand) {
    RedisObserver observer(metrics_, tracer_);
    const Error error(Code::unavailable, "REDIS_UNAVAILABLE", "The key-value store is down.");
    for (int i = 0; i < 100; ++i) observer.command_ended(context_, "GET", 1ms, &error);
    observer.command_ended(context_, "GET", 1ms, nullptr);
    EXPECT_THAT(log_.lines(), SizeIs(1));
    EXPECT_THAT(
        metrics_.expose(),
        HasSubstr(
            "{db_operation_name=\"GET\",db_system_name=\"redis\",error_type=\"REDIS_UNAVAILABLE\",le=\"+Inf\"} 100\n"));
    EXPECT_EQ(sink_.spans.at(100).name, "GET");
}

TEST_F(ObserversTest, RequestsAreMeasuredByRouteAndNeverByPath) {
    HttpObserver observer(metrics_, tracer_);
    constexpr std::string_view kRoute = "/v1/orders/{order_no}";
    observer.began();
    EXPECT_THAT(metrics_.expose(), HasSubstr("http_server_active_requests{url_scheme=\"http\"} 1\n"));
    observer.ended({.method = "GET",
                    .route = kRoute,
                    .status = 200,
                    .duration = 3ms,
                    .context = &context_,
                    .service = "gateway"});
    observer.began();
    observer.ended({.method = "BREW", .route = {}, .status = 503, .duration = 3ms, .context = &context_});
    const auto text = metrics_.expose();
    EXPECT_THAT(text, HasSubstr("http_server_active_requests{url_scheme=\"http\"} 0\n"));
    EXPECT_THAT(
        text,
        HasSubstr(
            "http_server_request_duration_seconds_bucket{http_request_method=\"GET\",http_response_status_code=\"200\","
            "http_route=\"/v1/orders/{order_no}\",url_scheme=\"http\",le=\"0.005\"} 1\n"));
    EXPECT_THAT(
        text,
        HasSubstr(
            "{error_type=\"503\",http_request_method=\"_OTHER\",http_response_status_code=\"503\",url_scheme=\"http\",le="));
    ASSERT_THAT(sink_.spans, SizeIs(2));
    EXPECT_EQ(sink_.spans[0].name, "GET /v1/orders/{order_no}");
    const auto path = std::ranges::find(sink_.spans[0].attributes, semconv::kUrlPath, &Attribute::key);
    ASSERT_NE(path, sink_.spans[0].attributes.end());
    EXPECT_EQ(std::get<std::string>(path->value), kRoute);
    EXPECT_EQ(sink_.spans[1].name, "HTTP");
    EXPECT_TRUE(sink_.spans[1].failed);
}

TEST_F(ObserversTest, DeadLettersAreErrorsInTheTraceOfTheirEvent) {
    events::Event event{
        .id = "e-1", .type = "ecommerce.order.v1.OrderCreated", .traceparent = context_.trace.traceparent()};
    const auto error = reason::internal("no");
    EventsObserver observer;
    observer.retried(event, "cart", error, 2s);
    observer.died(event, "cart", error);
    observer.outbox_failed("order", error);
    ASSERT_THAT(log_.lines(), SizeIs(3));
    EXPECT_THAT(log_.lines()[0], HasSubstr("\"delay_ms\":2000"));
    EXPECT_THAT(log_.lines()[1], HasSubstr("\"level\":\"error\""));
    EXPECT_THAT(log_.lines()[1], HasSubstr(context_.trace.trace_id_hex()));
}

TEST_F(ObserversTest, WhatKeepsFailingIsToldOnceForEachKind) {
    const events::Event created{.id = "e-1", .type = "ecommerce.order.v1.OrderCreated"};
    const events::Event paid{.id = "e-2", .type = "ecommerce.order.v1.OrderPaid"};
    const auto error = reason::internal("no");
    EventsObserver observer;
    for (int i = 0; i < 3; ++i) {
        for (const auto* event : {&created, &paid}) {
            for (const auto* subscriber : {"cart", "product"})
                observer.retried(*event, subscriber, error, 2s);
        }
        for (const auto* service : {"order", "cart"}) observer.outbox_failed(service, error);
    }
    EXPECT_THAT(log_.lines(), SizeIs(6));
    for (int i = 0; i < 3; ++i) observer.died(created, "cart", error);
    EXPECT_THAT(log_.lines(), SizeIs(9)) << "each dead letter is a loss that somebody has to look at";
}

TEST_F(ObserversTest, ObserversServeManyThreads) {
    RpcObserver observer(metrics_, tracer_);
    context_.trace.sampled = false;
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 1000; ++j)
                    observer.ended({method_, context_, rpc::Side::client, 0, {}, 1ms, nullptr, {}});
            });
        }
    }
    EXPECT_THAT(metrics_.expose(), HasSubstr("rpc_system_name=\"grpc\"} 4000\n"));
}

TEST_F(ObserversTest, EveryLoopHasALag) {
    runtime::Loops loops(2);
    const LoopLag lag(metrics_, loops, 1ms);
    const auto measured = [&](std::string_view loop) {
        return metrics_.expose().find("ecommerce_loop_lag_seconds_count{ecommerce_loop_index=\"" +
                                      std::string(loop) + "\"} 0\n") == std::string::npos;
    };
    while (!measured("0") || !measured("1")) std::this_thread::yield();
}

TEST(PlatformService, IsTheSecondPartOfAnRpcServicesName) {
    EXPECT_EQ(platform_service("ecommerce.order.v1.OrderService"), "order");
    EXPECT_EQ(platform_service("Health"), "Health");
}

TEST(StatementSummary, FindsTheOperationAndTheTable) {
    EXPECT_EQ(summarise("SELECT a, b FROM orders AS o WHERE c = $1").text(), "SELECT orders");
    EXPECT_EQ(summarise("INSERT INTO \"orders\" (a) VALUES ($1) ON CONFLICT DO UPDATE SET a = 1").text(),
              "INSERT orders");
    EXPECT_EQ(summarise("UPDATE ONLY stock SET n = n - $1").text(), "UPDATE stock");
    EXPECT_EQ(summarise("DELETE FROM cart_items WHERE id = $1").text(), "DELETE cart_items");
    EXPECT_EQ(
        summarise(
            "WITH picked AS (SELECT id FROM outbox FOR UPDATE SKIP LOCKED) UPDATE outbox SET a = 1 FROM picked")
            .text(),
        "UPDATE outbox");
    EXPECT_EQ(summarise("WITH a AS (SELECT 1) SELECT x FROM a").text(), "SELECT a");
    EXPECT_EQ(summarise("SELECT x FROM (SELECT y FROM inner_one) AS z").text(), "SELECT inner_one");
    EXPECT_EQ(summarise("-- FROM comment\nSELECT 'x FROM y' AS a, 1").text(), "SELECT");
    EXPECT_EQ(summarise("select 1").text(), "SELECT");
    EXPECT_EQ(summarise("BEGIN").text(), "BEGIN");
    EXPECT_EQ(summarise("").text(), "");
    EXPECT_EQ(summarise("SELECT 'open").text(), "SELECT");
}

}  // namespace
}  // namespace ecommerce::telemetry
