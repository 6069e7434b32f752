// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/log.h"

#include <unistd.h>

#include <cstdlib>
#include <typeinfo>

#include <cxxabi.h>
#include <fmt/format.h>

#include "framework/call/context.h"
#include "framework/telemetry/log_line.h"
#include "framework/telemetry/log_sink.h"

namespace ecommerce::log {
namespace {

// Before start and after the end: straight to standard error.
class PlainSink final : public Sink {
public:
    Level level() const override { return Level::info; }
    void write(const Record& record) override {
        const std::string line = ::isatty(2) != 0 ? human_line(record, true) : json_line(record);
        [[maybe_unused]] const auto written = ::write(2, line.data(), line.size());
    }
};

PlainSink& plain_sink() {
    static PlainSink sink;
    return sink;
}

std::atomic<Sink*> current_sink = nullptr;
std::atomic<Tap*> current_tap = nullptr;

}  // namespace

void set_sink(Sink* sink) {
    current_sink.store(sink, std::memory_order_release);
}

void set_tap(Tap* tap) {
    current_tap.store(tap, std::memory_order_release);
}

bool enabled(Level level) {
    const Sink* sink = current_sink.load(std::memory_order_acquire);
    return level <= (sink == nullptr ? Level::info : sink->level());
}

void write(Level level, std::string_view service, const CallContext* context, std::string_view message,
           Fields fields) {
    if (!enabled(level)) return;
    const Record record{.time = std::chrono::system_clock::now(),
                        .level = level,
                        .service = service,
                        .message = message,
                        .fields = fields.begin(),
                        .field_count = fields.size(),
                        .trace = context == nullptr ? nullptr : &context->trace,
                        .request_id = context == nullptr ? std::string_view() : context->request_id};
    Sink* sink = current_sink.load(std::memory_order_acquire);
    (sink == nullptr ? plain_sink() : *sink).write(record);
    if (Tap* tap = current_tap.load(std::memory_order_acquire)) tap->written(record);
}

std::string describe(std::exception_ptr failure) {
    try {
        std::rethrow_exception(std::move(failure));
    } catch (const std::exception& e) {
        const std::unique_ptr<char, void (*)(void*)> name(
            abi::__cxa_demangle(typeid(e).name(), nullptr, nullptr, nullptr), std::free);
        return fmt::format("{}: {}", name ? name.get() : typeid(e).name(), e.what());
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

bool Throttle::pass(std::uint64_t& kept_back) {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    if (now < next_) {
        ++kept_back_;
        return false;
    }
    next_ = now + period_;
    kept_back = std::exchange(kept_back_, 0);
    return true;
}

struct Capture::Lines final : Sink {
    Level level() const override { return Level::debug; }
    void write(const Record& record) override {
        std::string line = json_line(record);
        line.pop_back();
        const std::lock_guard lock(mutex);
        lines.push_back(std::move(line));
    }
    mutable std::mutex mutex;
    std::vector<std::string> lines;
};

Capture::Capture() : lines_(std::make_unique<Lines>()) {
    set_sink(lines_.get());
}

Capture::~Capture() {
    set_sink(nullptr);
}

std::vector<std::string> Capture::lines() const {
    const std::lock_guard lock(lines_->mutex);
    return lines_->lines;
}

std::string Capture::text() const {
    std::string text;
    for (const auto& line : lines()) text += line + "\n";
    return text;
}

}  // namespace ecommerce::log
