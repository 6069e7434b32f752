// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/exporter.h"

#include <array>
#include <atomic>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/telemetry/semconv.h"

#include "opentelemetry/proto/collector/logs/v1/logs_service.pb.h"
#include "opentelemetry/proto/collector/metrics/v1/metrics_service.pb.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"

namespace ecommerce::telemetry {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
namespace collector = opentelemetry::proto::collector;

// A collector in memory: keeps what is posted and answers as told.
class FakeCollector {
public:
    struct Posted {
        std::string path;
        std::string body;
        std::chrono::milliseconds timeout;
    };

    std::unique_ptr<Poster> poster() { return std::make_unique<ToIt>(*this); }
    void answer(std::vector<Poster::Reply> replies) {
        const std::lock_guard lock(mutex_);
        replies_ = std::move(replies);
    }
    std::vector<Posted> posted(std::string_view path) {
        const std::lock_guard lock(mutex_);
        std::vector<Posted> some;
        for (const auto& one : posted_) {
            if (one.path == path) some.push_back(one);
        }
        return some;
    }
    // Waits for the n-th request.
    void wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return posted_.size() >= count; });
    }

private:
    struct ToIt final : Poster {
        explicit ToIt(FakeCollector& collector) : collector(collector) {}
        Reply post(std::string_view path, std::string body, std::chrono::milliseconds timeout) override {
            const std::lock_guard lock(collector.mutex_);
            collector.posted_.push_back({std::string(path), std::move(body), timeout});
            collector.changed_.notify_all();
            if (collector.replies_.empty()) return {.status = 200};
            auto reply = collector.replies_.front();
            if (collector.replies_.size() > 1) collector.replies_.erase(collector.replies_.begin());
            return reply;
        }
        FakeCollector& collector;
    };

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Posted> posted_;
    std::vector<Poster::Reply> replies_;
};

Resource resource() {
    return {"ecommerce", {{"service.version", "0.1.0"}}};
}

SpanData span(std::string service, std::string name) {
    SpanData span;
    span.trace = Trace::parse("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");
    span.parent_span = 0x1122334455667788;
    span.service = std::move(service);
    span.name = std::move(name);
    span.kind = SpanKind::server;
    span.began = std::chrono::system_clock::time_point(1'700'000'000s);
    span.ended = span.began + 5ms;
    span.attributes = {{semconv::kRpcMethod, std::string("a.B/C")},
                       {semconv::kHttpResponseStatusCode, std::int64_t{200}}};
    return span;
}

// Only the end sends.
ExporterOptions at_the_end() {
    return {.interval = 1h, .metrics_interval = 1h, .first_pause = 1ms};
}

template <typename Request>
Request decode(const std::string& body) {
    Request request;
    EXPECT_TRUE(request.ParseFromString(body));
    return request;
}

TEST(Exporter, SendsSpansGroupedByService) {
    FakeCollector fake;
    Metrics metrics;
    const log::Capture capture;
    Exporter exporter(resource(), metrics, fake.poster(), at_the_end());
    exporter.ended(span("order", "place"));
    auto failed = span("cart", "clear");
    failed.failed = true;
    failed.failure = "no\xff";
    failed.link = Trace::start(true);
    exporter.ended(failed);
    exporter.ended(span("order", "cancel"));
    exporter.stop();
    ASSERT_EQ(fake.posted("/v1/traces").size(), 1U);
    const auto request =
        decode<collector::trace::v1::ExportTraceServiceRequest>(fake.posted("/v1/traces")[0].body);
    ASSERT_EQ(request.resource_spans_size(), 2);
    const auto& carts = request.resource_spans(0);
    EXPECT_EQ(carts.resource().attributes(0).value().string_value(), "ecommerce-cart-service-v1");
    EXPECT_EQ(carts.resource().attributes(1).key(), "service.version");
    const auto& clear = carts.scope_spans(0).spans(0);
    EXPECT_EQ(clear.status().code(), opentelemetry::proto::trace::v1::Status::STATUS_CODE_ERROR);
    EXPECT_EQ(clear.status().message(), "no\uFFFD");
    EXPECT_EQ(clear.links_size(), 1);
    const auto& place = request.resource_spans(1).scope_spans(0).spans(0);
    EXPECT_EQ(request.resource_spans(1).scope_spans(0).spans_size(), 2);
    EXPECT_EQ(place.name(), "place");
    EXPECT_EQ(place.trace_id(),
              std::string("\x0a\xf7\x65\x19\x16\xcd\x43\xdd\x84\x48\xeb\x21\x1c\x80\x31\x9c"));
    EXPECT_EQ(place.span_id(), std::string("\x00\xf0\x67\xaa\x0b\xa9\x02\xb7", 8));
    EXPECT_EQ(place.parent_span_id(), "\x11\x22\x33\x44\x55\x66\x77\x88");
    EXPECT_EQ(place.kind(), opentelemetry::proto::trace::v1::Span::SPAN_KIND_SERVER);
    EXPECT_EQ(place.start_time_unix_nano(), 1'700'000'000'000'000'000U);
    EXPECT_EQ(place.end_time_unix_nano() - place.start_time_unix_nano(), 5'000'000U);
    EXPECT_EQ(place.attributes(0).key(), "rpc.method");
    EXPECT_EQ(place.attributes(1).value().int_value(), 200);
    EXPECT_EQ(place.status().code(), opentelemetry::proto::trace::v1::Status::STATUS_CODE_UNSET);
    EXPECT_THAT(metrics.expose(), HasSubstr("ecommerce_telemetry_exported_total{signal=\"traces\"} 3\n"));
}

TEST(Exporter, SendsLogRecordsWithoutSecrets) {
    FakeCollector fake;
    Metrics metrics;
    {
        const log::Capture capture;
        Exporter exporter(resource(), metrics, fake.poster(), at_the_end());
        log::set_tap(&exporter);
        CallContext context;
        context.trace = Trace::start(false);
        context.request_id = "r-1";
        log::Logger("user").error(context, "sign-in failed",
                                  {{"password", "hunter2"}, {"attempts", 3}, {"slow", true}});
        log::set_tap(nullptr);
    }
    const auto request =
        decode<collector::logs::v1::ExportLogsServiceRequest>(fake.posted("/v1/logs").at(0).body);
    EXPECT_EQ(request.resource_logs(0).resource().attributes(0).value().string_value(),
              "ecommerce-user-service-v1");
    const auto& record = request.resource_logs(0).scope_logs(0).log_records(0);
    EXPECT_EQ(record.body().string_value(), "sign-in failed");
    EXPECT_EQ(record.severity_number(), opentelemetry::proto::logs::v1::SEVERITY_NUMBER_ERROR);
    EXPECT_EQ(record.severity_text(), "error");
    EXPECT_EQ(record.attributes(1).value().int_value(), 3);
    EXPECT_TRUE(record.attributes(2).value().bool_value());
    EXPECT_EQ(record.trace_id().size(), 16U);
    EXPECT_THAT(fake.posted("/v1/logs")[0].body, Not(HasSubstr("hunter2")));
}

TEST(Exporter, SendsMetricsWithNamesUnitsAndCumulativeValues) {
    FakeCollector fake;
    Metrics metrics;
    static constexpr std::array kBounds{0.1, 1.0};
    static constexpr Instrument kTook{"shop.took", "s", "How long it took.", kBounds};
    static constexpr Instrument kDone{"shop.done", "{job}", "Jobs done."};
    metrics.histogram(kTook, {{"kind", "a"}}).record(0.5);
    metrics.counter(kDone).add(7);
    Exporter(resource(), metrics, fake.poster(), at_the_end()).stop();
    const auto request =
        decode<collector::metrics::v1::ExportMetricsServiceRequest>(fake.posted("/v1/metrics").at(0).body);
    EXPECT_EQ(request.resource_metrics(0).resource().attributes(0).value().string_value(), "ecommerce");
    const auto& all = request.resource_metrics(0).scope_metrics(0).metrics();
    const auto find = [&](std::string_view name) {
        return *std::ranges::find(all, name,
                                  [](const auto& metric) -> const std::string& { return metric.name(); });
    };
    const auto took = find("shop.took");
    EXPECT_EQ(took.unit(), "s");
    EXPECT_EQ(took.histogram().aggregation_temporality(),
              opentelemetry::proto::metrics::v1::AGGREGATION_TEMPORALITY_CUMULATIVE);
    const auto& point = took.histogram().data_points(0);
    EXPECT_THAT(point.bucket_counts(), ::testing::ElementsAre(0, 1, 0));
    EXPECT_THAT(point.explicit_bounds(), ::testing::ElementsAre(0.1, 1.0));
    EXPECT_EQ(point.count(), 1U);
    EXPECT_EQ(point.sum(), 0.5);
    EXPECT_EQ(point.attributes(0).value().string_value(), "a");
    EXPECT_GT(point.time_unix_nano(), point.start_time_unix_nano());
    EXPECT_TRUE(find("shop.done").sum().is_monotonic());
    EXPECT_EQ(find("shop.done").sum().data_points(0).as_double(), 7);
}

TEST(Exporter, SendsAFullBatchWithoutWaitingForItsTime) {
    FakeCollector fake;
    Metrics metrics;
    auto options = at_the_end();
    options.batch_limit = 3;
    Exporter exporter(resource(), metrics, fake.poster(), options);
    for (int i = 0; i < 3; ++i) exporter.ended(span("order", "place"));
    fake.wait_for(1);
    EXPECT_EQ(fake.posted("/v1/traces").size(), 1U);
}

TEST(Exporter, TriesAgainWhatMayPassAndNothingElse) {
    const log::Capture capture;
    FakeCollector fake;
    Metrics metrics;
    auto options = at_the_end();
    options.batch_limit = 1;
    Exporter exporter(resource(), metrics, fake.poster(), options);
    fake.answer({{.failure = "connection refused"}, {.status = 429}, {.status = 503}, {.status = 200}});
    exporter.ended(span("order", "first"));
    fake.wait_for(4);
    EXPECT_EQ(fake.posted("/v1/traces").size(), 4U);
    fake.answer({{.status = 400}, {.status = 200}});
    exporter.ended(span("order", "second"));
    fake.wait_for(5);
    exporter.stop();
    EXPECT_EQ(fake.posted("/v1/traces").size(), 5U);
    EXPECT_THAT(metrics.expose(),
                HasSubstr("ecommerce_telemetry_lost_total{reason=\"refused\",signal=\"traces\"} 1\n"));
    EXPECT_THAT(metrics.expose(), HasSubstr("ecommerce_telemetry_exported_total{signal=\"traces\"} 1\n"));
}

TEST(Exporter, CountsWhatACollectorRefusesInPart) {
    const log::Capture capture;
    FakeCollector fake;
    Metrics metrics;
    collector::trace::v1::ExportTraceServiceResponse reply;
    reply.mutable_partial_success()->set_rejected_spans(2);
    reply.mutable_partial_success()->set_error_message("too old");
    fake.answer({{.status = 200, .body = reply.SerializeAsString()}, {.status = 200}});
    Exporter exporter(resource(), metrics, fake.poster(), at_the_end());
    for (int i = 0; i < 5; ++i) exporter.ended(span("order", "place"));
    exporter.stop();
    EXPECT_THAT(metrics.expose(), HasSubstr("ecommerce_telemetry_exported_total{signal=\"traces\"} 3\n"));
    EXPECT_THAT(capture.text(), HasSubstr("too old"));
}

TEST(Exporter, DropsTheOldestSpansWhenNobodyTakesThem) {
    const log::Capture capture;
    FakeCollector fake;
    Metrics metrics;
    auto options = at_the_end();
    options.queue_limit = 10;
    Exporter exporter(resource(), metrics, fake.poster(), options);
    for (int i = 0; i < 25; ++i) exporter.ended(span("order", std::to_string(i)));
    EXPECT_THAT(metrics.expose(),
                HasSubstr("ecommerce_telemetry_lost_total{reason=\"queue\",signal=\"traces\"} 15\n"));
    exporter.stop();
    const auto request =
        decode<collector::trace::v1::ExportTraceServiceRequest>(fake.posted("/v1/traces").at(0).body);
    EXPECT_EQ(request.resource_spans(0).scope_spans(0).spans(0).name(), "15");
}

TEST(Exporter, EndsInTimeWhenTheCollectorIsGoneAndSaysSoOnce) {
    const log::Capture capture;
    FakeCollector fake;
    fake.answer({{.failure = "connection refused"}});
    Metrics metrics;
    auto options = at_the_end();
    options.batch_limit = 1;
    options.first_pause = 1h;
    options.flush_time = 50ms;
    Exporter exporter(resource(), metrics, fake.poster(), options);
    for (int i = 0; i < 10; ++i) exporter.ended(span("order", "place"));
    fake.wait_for(1);
    exporter.stop();
    EXPECT_EQ(capture.lines().size(), 1U);
    EXPECT_THAT(capture.text(), HasSubstr("connection refused"));
    EXPECT_THAT(metrics.expose(),
                HasSubstr("ecommerce_telemetry_lost_total{reason=\"refused\",signal=\"traces\"} 10\n"));
}

}  // namespace
}  // namespace ecommerce::telemetry
