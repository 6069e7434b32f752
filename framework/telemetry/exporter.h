// SPDX-License-Identifier: Apache-2.0
// Hands spans, log records and metrics to an OpenTelemetry collector over OTLP/HTTP, from a thread of its
// own. What cannot be sent is dropped, oldest first, and counted: nothing ever waits for a collector.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/otlp.h"
#include "framework/telemetry/queue.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

// Sends one request; blocks. Used by one thread.
class Poster {
public:
    struct Reply {
        int status = 0;  // 0: the collector could not be reached, or did not answer in time
        std::string body;
        std::chrono::seconds retry_after{0};  // 0: not given
        std::string failure;                  // when there is no status
    };
    virtual ~Poster() = default;
    // `path` is "/v1/traces" and the like; the body is application/x-protobuf.
    virtual Reply post(std::string_view path, std::string body, std::chrono::milliseconds timeout) = 0;
};

// The defaults are those of OpenTelemetry's specification.
struct ExporterOptions {
    std::chrono::milliseconds interval{5'000};
    std::chrono::milliseconds metrics_interval{60'000};
    std::chrono::milliseconds timeout{10'000};
    std::chrono::milliseconds first_pause{1'000};  // before the first repetition; doubles, with jitter
    std::chrono::milliseconds flush_time{5'000};   // at the end
    int attempts_max = 5;
    std::size_t queue_limit = 2048;
    std::size_t batch_limit = 512;
};

class Exporter final : public SpanSink, public log::Tap {
public:
    // `metrics` outlives this; it is exported and told how exporting goes.
    Exporter(Resource resource, Metrics& metrics, std::unique_ptr<Poster> poster,
             ExporterOptions options = {});
    ~Exporter() override;  // as stop()

    void ended(SpanData span) override;
    void written(const log::Record& record) override;

    // Sends what waits, within `flush_time`, and ends.
    void stop();

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Signal;

    void run();
    void send_all(Signal& signal, auto& queue, auto encode);
    void send_metrics();
    void send(Signal& signal, std::string body, std::size_t items);
    bool pause(std::chrono::milliseconds time);
    std::chrono::milliseconds time_left() const;
    void lost(Signal& signal, std::size_t items, std::string_view why, std::string_view detail);
    void wake();

    const Resource resource_;
    Metrics& metrics_;
    const std::unique_ptr<Poster> poster_;
    const ExporterOptions options_;
    DroppingQueue<SpanData> spans_;
    DroppingQueue<LogItem> records_;
    std::unique_ptr<Signal> spans_signal_, records_signal_, metrics_signal_;
    log::Throttle complaints_{std::chrono::minutes(1)};
    Metrics::Observation dropped_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool full_batch_ = false;
    bool stopping_ = false;
    Time end_ = Time::max();
    std::thread thread_;
};

}  // namespace ecommerce::telemetry
