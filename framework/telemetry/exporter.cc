// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/exporter.h"

#include <algorithm>
#include <random>
#include <utility>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPauseMax{30'000};

// Only what may pass by itself is worth another try (OTLP specification).
bool may_pass(int status) {
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
}

// Half to the whole of `time`, so that many processes do not come back at once.
milliseconds with_jitter(milliseconds time) {
    static thread_local std::minstd_rand draw{std::random_device{}()};
    return time / 2 + milliseconds(std::uniform_int_distribution<std::int64_t>(0, time.count() / 2)(draw));
}

}  // namespace

// One of the three kinds of data on its way.
struct Exporter::Signal {
    Signal(Metrics& metrics, std::string name)
        : name(std::move(name)),
          path("/v1/" + this->name),
          exported(metrics.counter(semconv::kTelemetryExported, {{"signal", this->name}})),
          lost(metrics.counter(semconv::kTelemetryLost, {{"signal", this->name}, {"reason", "refused"}})) {}

    const std::string name;
    const std::string path;
    const Counter exported;
    const Counter lost;
};

Exporter::Exporter(Resource resource, Metrics& metrics, std::unique_ptr<Poster> poster,
                   ExporterOptions options)
    : resource_(std::move(resource)),
      metrics_(metrics),
      poster_(std::move(poster)),
      options_(options),
      spans_(options.queue_limit),
      records_(options.queue_limit),
      spans_signal_(std::make_unique<Signal>(metrics, "traces")),
      records_signal_(std::make_unique<Signal>(metrics, "logs")),
      metrics_signal_(std::make_unique<Signal>(metrics, "metrics")) {
    dropped_ = metrics.observe(semconv::kTelemetryLost, Kind::counter, [this](Observed& observed) {
        observed.set(double(spans_.dropped()), {{"reason", "queue"}, {"signal", "traces"}});
        observed.set(double(records_.dropped()), {{"reason", "queue"}, {"signal", "logs"}});
    });
    thread_ = std::thread([this] { run(); });
}

Exporter::~Exporter() {
    stop();
}

void Exporter::ended(SpanData span) {
    if (spans_.push(std::move(span)) == options_.batch_limit) wake();
}

void Exporter::written(const log::Record& record) {
    if (records_.push(LogItem::of(record)) == options_.batch_limit) wake();
}

void Exporter::wake() {
    {
        const std::lock_guard lock(mutex_);
        full_batch_ = true;
    }
    changed_.notify_all();
}

void Exporter::stop() {
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(stopping_, true)) end_ = steady_clock::now() + options_.flush_time;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Exporter::run() {
    auto next_metrics = steady_clock::now() + options_.metrics_interval;
    for (bool last = false; !last;) {
        {
            std::unique_lock lock(mutex_);
            const auto next = std::min(steady_clock::now() + options_.interval, next_metrics);
            changed_.wait_until(lock, next, [this] { return full_batch_ || stopping_; });
            full_batch_ = false;
            last = stopping_;
        }
        send_all(*spans_signal_, spans_, encode_spans);
        send_all(*records_signal_, records_, encode_logs);
        if (last || steady_clock::now() >= next_metrics) {
            send_metrics();
            next_metrics = steady_clock::now() + options_.metrics_interval;
        }
    }
}

void Exporter::send_all(Signal& signal, auto& queue, auto encode) {
    // What is added meanwhile is for the next round.
    for (std::size_t left = queue.size(); left > 0;) {
        const auto batch = queue.take(std::min(left, options_.batch_limit));
        if (batch.empty()) return;
        left -= batch.size();
        send(signal, encode(resource_, batch), batch.size());
    }
}

void Exporter::send_metrics() {
    const auto families = metrics_.collect();
    std::size_t points = 0;
    for (const auto& family : families) points += family.points.size();
    send(*metrics_signal_,
         encode_metrics(resource_, families, metrics_.started(), std::chrono::system_clock::now()), points);
}

void Exporter::send(Signal& signal, std::string body, std::size_t items) {
    auto backoff = options_.first_pause;
    for (int attempt = 1;; ++attempt) {
        const auto timeout = std::min(options_.timeout, time_left());
        if (timeout <= milliseconds(0)) return lost(signal, items, "the process ends", {});
        const auto reply = poster_->post(signal.path, body, timeout);
        if (reply.status >= 200 && reply.status < 300) {
            const auto partial = decode_reply(reply.body);
            const auto rejected = std::min(std::size_t(std::max<std::int64_t>(partial.rejected, 0)), items);
            signal.exported.add(items - rejected);
            if (rejected > 0) lost(signal, rejected, "the collector refused a part", partial.message);
            return;
        }
        if (!may_pass(reply.status))
            return lost(signal, items, "the collector refused", std::to_string(reply.status));
        const std::string why = reply.status == 0 ? reply.failure : std::to_string(reply.status);
        if (attempt >= options_.attempts_max)
            return lost(signal, items, "the collector cannot be reached", why);
        const auto wanted = std::max<milliseconds>(with_jitter(backoff), reply.retry_after);
        if (!pause(std::min(wanted, kPauseMax)))
            return lost(signal, items, "the collector cannot be reached", why);
        backoff = std::min(backoff * 2, kPauseMax);
    }
}

// False when there is no time for another try, because the process ends.
bool Exporter::pause(milliseconds time) {
    std::unique_lock lock(mutex_);
    const auto until = steady_clock::now() + time;
    if (stopping_)
        return changed_.wait_until(lock, std::min(until, end_), [] { return false; }), until < end_;
    changed_.wait_until(lock, until, [this] { return stopping_; });
    return true;  // when the process ends now, one try is left
}

milliseconds Exporter::time_left() const {
    const std::lock_guard lock(mutex_);
    if (!stopping_) return milliseconds::max();
    return std::chrono::duration_cast<milliseconds>(end_ - steady_clock::now());
}

void Exporter::lost(Signal& signal, std::size_t items, std::string_view why, std::string_view detail) {
    signal.lost.add(items);
    std::uint64_t kept_back = 0;
    if (!complaints_.pass(kept_back)) return;
    log::warning("telemetry was lost", {{"signal", signal.name},
                                        {"items", items},
                                        {"because", why},
                                        {"detail", detail},
                                        {"more_since_the_last_line", kept_back}});
}

}  // namespace ecommerce::telemetry
