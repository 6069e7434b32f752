// SPDX-License-Identifier: Apache-2.0
// Counters, gauges and histograms, with OpenTelemetry's names and units (semconv.h).
//
//   auto opened = metrics.counter(semconv::kDbConnects, {{"pool", "order"}});   // once, at start
//   opened.add();                                                               // hot path
//
// Adding is one relaxed atomic addition to a place that few other threads touch, without a lock. Handles
// are small values that stay valid as long as their Metrics; an empty handle does nothing. Reading (a
// scrape) sums the places up.
#pragma once

#include <atomic>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecommerce::telemetry {

enum class Kind : std::uint8_t { counter, up_down_counter, gauge, histogram };

// What is measured. `name` and `unit` as in OpenTelemetry: "http.server.request.duration", "s"; "By" for
// bytes, "{request}" for things. `bounds` are a histogram's, ascending, each inclusive.
struct Instrument {
    std::string_view name;
    std::string_view unit;
    std::string_view help;  // one sentence
    std::span<const double> bounds = {};
};

// Few values each: never ids, addresses of people or raw paths.
using Labels = std::vector<std::pair<std::string, std::string>>;

namespace detail {

using Cell = std::atomic<std::uint64_t>;

// A small number of this thread's own, in the order in which threads come here first.
inline unsigned thread_number() {
    static std::atomic<unsigned> next = 0;
    thread_local const unsigned number = next.fetch_add(1, std::memory_order_relaxed);
    return number;
}

// The cells of one series: `stride` cells for each slot, slots on cache lines of their own.
struct Cells {
    Cell* first = nullptr;
    std::uint32_t stride = 0;
    std::uint32_t slot_mask = 0;

    Cell* mine() const { return first + std::size_t(thread_number() & slot_mask) * stride; }
};

}  // namespace detail

class Counter {
public:
    Counter() = default;
    void add(std::uint64_t count = 1) const {
        if (cells_.first != nullptr) cells_.mine()->fetch_add(count, std::memory_order_relaxed);
    }

private:
    friend class Metrics;
    explicit Counter(detail::Cells cells) : cells_(cells) {}
    detail::Cells cells_;
};

// Goes up and down by steps, as what is under way.
class UpDownCounter {
public:
    UpDownCounter() = default;
    void add(std::int64_t step) const {
        if (cells_.first != nullptr) cells_.mine()->fetch_add(std::uint64_t(step), std::memory_order_relaxed);
    }

private:
    friend class Metrics;
    explicit UpDownCounter(detail::Cells cells) : cells_(cells) {}
    detail::Cells cells_;
};

// The last value that was set.
class Gauge {
public:
    Gauge() = default;
    void set(double value) const {
        if (cell_ != nullptr) cell_->store(std::bit_cast<std::uint64_t>(value), std::memory_order_relaxed);
    }

private:
    friend class Metrics;
    explicit Gauge(detail::Cell* cell) : cell_(cell) {}
    detail::Cell* cell_ = nullptr;
};

class Histogram {
public:
    Histogram() = default;
    // In the instrument's unit; negative values count as 0.
    void record(double value) const {
        if (cells_.first == nullptr) return;
        auto* cells = cells_.mine();
        std::size_t bucket = 0;
        while (bucket < bounds_.size() && value > bounds_[bucket]) ++bucket;
        cells[bucket].fetch_add(1, std::memory_order_relaxed);
        const double scaled = value * scale_;
        if (scaled >= 1)
            cells[bounds_.size() + 1].fetch_add(std::uint64_t(scaled), std::memory_order_relaxed);
    }
    void record(std::chrono::steady_clock::duration duration) const {
        record(std::chrono::duration<double>(duration).count());
    }

private:
    friend class Metrics;
    Histogram(detail::Cells cells, std::span<const double> bounds, double scale)
        : cells_(cells), bounds_(bounds), scale_(scale) {}
    detail::Cells cells_;  // a count for each bucket, then the sum times `scale_`
    std::span<const double> bounds_;
    double scale_ = 1;
};

// What a scrape finds.
struct Point {
    Labels labels;
    double value = 0;                    // of all but histograms
    std::vector<std::uint64_t> buckets;  // not cumulative; the last one is above all bounds
    double sum = 0;
    std::uint64_t count = 0;
};
struct Family {
    Instrument instrument;
    Kind kind;
    std::vector<Point> points;
};

// Where a callback puts what it sees.
class Observed {
public:
    void set(double value, Labels labels = {}) {
        points_.push_back({.labels = std::move(labels), .value = value});
    }

private:
    friend class Metrics;
    std::vector<Point> points_;
};

class Metrics {
public:
    // At most so many label sets of an instrument; the rest is counted together, labelled
    // otel.metric.overflow="true".
    static constexpr std::size_t kSeriesMax = 2000;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // The same instrument and labels give the same series again. Any thread; takes a lock. What the
    // instrument's views point to lives as long as the program. An instrument has one kind.
    Counter counter(const Instrument& instrument, Labels labels = {});
    UpDownCounter up_down_counter(const Instrument& instrument, Labels labels = {});
    Gauge gauge(const Instrument& instrument, Labels labels = {});
    Histogram histogram(const Instrument& instrument, Labels labels = {});

    // Ends its callback when it goes; waits for one that runs.
    class [[nodiscard]] Observation {
    public:
        Observation() = default;
        Observation(Observation&& other) noexcept
            : metrics_(std::exchange(other.metrics_, nullptr)), id_(other.id_) {}
        Observation& operator=(Observation&& other) noexcept {
            std::swap(metrics_, other.metrics_);
            std::swap(id_, other.id_);
            return *this;
        }
        ~Observation();

    private:
        friend class Metrics;
        Observation(Metrics* metrics, std::uint64_t id) : metrics_(metrics), id_(id) {}
        Metrics* metrics_ = nullptr;
        std::uint64_t id_ = 0;
    };
    // For values that somebody else keeps: pools, queues, the process. The callback runs at each scrape, on
    // the scraping thread: it reads atomics and the like, quickly, and does not touch this Metrics.
    Observation observe(const Instrument& instrument, Kind kind, std::function<void(Observed&)> callback);

    // Sorted by name.
    std::vector<Family> collect() const;
    // The text that Prometheus and VictoriaMetrics scrape, at /metrics.
    std::string expose() const;
    static constexpr std::string_view kExposedType = "text/plain; version=0.0.4; charset=utf-8";

    std::chrono::system_clock::time_point started() const { return started_; }

private:
    struct Series;
    struct Registered;
    struct Callback {
        Instrument instrument;
        Kind kind;
        std::function<void(Observed&)> run;
    };

    Series& series(const Instrument& instrument, Kind kind, Labels labels);
    detail::Cells cells_of(const Series& series) const;
    Point read(const Registered& registered, const Series& series) const;

    const std::uint32_t slots_;  // a power of two
    const std::chrono::system_clock::time_point started_;
    mutable std::mutex mutex_;
    std::map<std::string_view, std::unique_ptr<Registered>> registered_;
    mutable std::mutex callbacks_mutex_;
    std::map<std::uint64_t, Callback> callbacks_;
    std::uint64_t next_callback_ = 1;
};

}  // namespace ecommerce::telemetry
