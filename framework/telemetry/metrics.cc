// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/metrics.h"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <thread>

namespace ecommerce::telemetry {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::uint32_t kSlotsMax = 32;  // more threads share slots: still right, a little slower

// Sums are kept in whole numbers: nanoseconds of seconds, thousandths of everything else.
double scale_of(const Instrument& instrument) {
    return instrument.unit == "s" ? 1e9 : 1e3;
}

std::uint32_t slots_of_this_machine() {
    return std::min(std::bit_ceil(std::thread::hardware_concurrency() + 2), kSlotsMax);
}

struct AlignedDelete {
    void operator()(detail::Cell* cells) const { ::operator delete[](cells, std::align_val_t(kCacheLine)); }
};
using CellArray = std::unique_ptr<detail::Cell[], AlignedDelete>;

CellArray make_cells(std::size_t count) {
    auto* memory = static_cast<detail::Cell*>(
        ::operator new[](count * sizeof(detail::Cell), std::align_val_t(kCacheLine)));
    std::uninitialized_value_construct_n(memory, count);
    return CellArray(memory);
}

}  // namespace

struct Metrics::Series {
    Labels labels;
    std::uint32_t stride;
    CellArray cells;
};

struct Metrics::Registered {
    Instrument instrument;
    Kind kind;
    std::map<Labels, std::unique_ptr<Series>> series;
};

Metrics::Metrics() : slots_(slots_of_this_machine()), started_(std::chrono::system_clock::now()) {}
Metrics::~Metrics() = default;

Metrics::Series& Metrics::series(const Instrument& instrument, Kind kind, Labels labels) {
    std::ranges::sort(labels);
    const std::lock_guard lock(mutex_);
    auto& registered = registered_[instrument.name];
    if (!registered) registered = std::make_unique<Registered>(instrument, kind);
    if (registered->kind != kind) {
        throw std::logic_error("a metric was registered as two kinds: " + std::string(instrument.name));
    }
    if (registered->series.size() >= kSeriesMax && !registered->series.contains(labels)) {
        labels = {{"otel.metric.overflow", "true"}};
    }
    auto& place = registered->series[labels];
    if (!place) {
        const std::size_t cells = kind == Kind::histogram ? instrument.bounds.size() + 2 : 1;
        const std::size_t line = kCacheLine / sizeof(detail::Cell);
        const auto stride = std::uint32_t((cells + line - 1) / line * line);
        const std::size_t slots = kind == Kind::gauge ? 1 : slots_;
        place = std::make_unique<Series>(std::move(labels), stride, make_cells(stride * slots));
    }
    return *place;
}

detail::Cells Metrics::cells_of(const Series& series) const {
    return {series.cells.get(), series.stride, slots_ - 1};
}

Counter Metrics::counter(const Instrument& instrument, Labels labels) {
    return Counter(cells_of(series(instrument, Kind::counter, std::move(labels))));
}

UpDownCounter Metrics::up_down_counter(const Instrument& instrument, Labels labels) {
    return UpDownCounter(cells_of(series(instrument, Kind::up_down_counter, std::move(labels))));
}

Gauge Metrics::gauge(const Instrument& instrument, Labels labels) {
    return Gauge(series(instrument, Kind::gauge, std::move(labels)).cells.get());
}

Histogram Metrics::histogram(const Instrument& instrument, Labels labels) {
    const auto& found = series(instrument, Kind::histogram, std::move(labels));
    return Histogram(cells_of(found), instrument.bounds, scale_of(instrument));
}

Point Metrics::read(const Registered& registered, const Series& series) const {
    const auto sum_of = [&](std::size_t cell) {
        std::uint64_t sum = 0;
        for (std::uint32_t slot = 0; slot < slots_; ++slot) {
            sum += series.cells[std::size_t(slot) * series.stride + cell].load(std::memory_order_relaxed);
        }
        return sum;
    };
    Point point{.labels = series.labels};
    switch (registered.kind) {
    case Kind::counter: point.value = double(sum_of(0)); break;
    case Kind::up_down_counter: point.value = double(std::int64_t(sum_of(0))); break;
    case Kind::gauge:
        point.value = std::bit_cast<double>(series.cells[0].load(std::memory_order_relaxed));
        break;
    case Kind::histogram:
        for (std::size_t i = 0; i <= registered.instrument.bounds.size(); ++i) {
            point.buckets.push_back(sum_of(i));
            point.count += point.buckets.back();
        }
        point.sum = double(sum_of(registered.instrument.bounds.size() + 1)) / scale_of(registered.instrument);
        break;
    }
    return point;
}

std::vector<Family> Metrics::collect() const {
    std::map<std::string_view, Family> families;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, registered] : registered_) {
            auto& family = families.try_emplace(name, registered->instrument, registered->kind).first->second;
            for (const auto& [labels, series] : registered->series)
                family.points.push_back(read(*registered, *series));
        }
    }
    {
        const std::lock_guard lock(callbacks_mutex_);
        for (const auto& [id, callback] : callbacks_) {
            Observed observed;
            callback.run(observed);
            auto& family = families.try_emplace(callback.instrument.name, callback.instrument, callback.kind)
                               .first->second;
            std::ranges::move(observed.points_, std::back_inserter(family.points));
        }
    }
    std::vector<Family> all;
    for (auto& [name, family] : families) {
        if (!family.points.empty()) all.push_back(std::move(family));
    }
    return all;
}

Metrics::Observation Metrics::observe(const Instrument& instrument, Kind kind,
                                      std::function<void(Observed&)> callback) {
    const std::lock_guard lock(callbacks_mutex_);
    callbacks_.emplace(next_callback_, Callback{instrument, kind, std::move(callback)});
    return Observation(this, next_callback_++);
}

Metrics::Observation::~Observation() {
    if (metrics_ == nullptr) return;
    const std::lock_guard lock(metrics_->callbacks_mutex_);
    metrics_->callbacks_.erase(id_);
}

}  // namespace ecommerce::telemetry
