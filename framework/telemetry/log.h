// SPDX-License-Identifier: Apache-2.0
// Structured logs: one line each, with fields beside the message.
//
//   log::info(context, "order placed", {{"order_no", order_no}, {"total_minor", total}});
//
// error: a fault of ours makes the program misbehave. warning: something failed and a stated fallback is in
// use. info: plain output. debug: for developers, off by default.
//
// The message is constant text; what varies goes into fields. Never put secrets into either. As a second
// line of defence the values of fields named like passwords, tokens or cards are masked.
//
// There is one output a process, set at start by log::Output, and free functions write to it: a line is
// needed in places that no constructor reaches (failed coroutines, destructors), it changes nothing that
// the program computes, and tests look at it through log::Capture. Writing never blocks: lines wait in a
// bounded queue for a thread of their own, and when it is full the oldest are dropped and counted.
#pragma once

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "framework/config/live.h"

namespace ecommerce {
struct CallContext;
struct Trace;
}  // namespace ecommerce

namespace ecommerce::log {

enum class Level : std::uint8_t { error, warning, info, debug };

// A name and a value, for the time of the call only: texts are not copied.
struct Field {
    using Value = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;

    template <typename Text>
        requires std::convertible_to<const Text&, std::string_view>
    Field(std::string_view key, const Text& text) : key(key), value(std::string_view(text)) {}
    Field(std::string_view key, bool yes) : key(key), value(yes) {}
    Field(std::string_view key, std::signed_integral auto number) : key(key), value(std::int64_t{number}) {}
    Field(std::string_view key, std::unsigned_integral auto number)
        : key(key), value(std::uint64_t{number}) {}
    Field(std::string_view key, double number) : key(key), value(number) {}
    // In milliseconds; name such fields with `_ms` at the end.
    template <typename Rep, typename Period>
    Field(std::string_view key, std::chrono::duration<Rep, Period> duration)
        : key(key), value(std::chrono::duration<double, std::milli>(duration).count()) {}

    std::string_view key;
    Value value;
};
using Fields = std::initializer_list<Field>;

// One line on its way to an output; valid for the time of the call.
struct Record {
    std::chrono::system_clock::time_point time;
    Level level;
    std::string_view service;  // of the platform, "order"; empty: the process as a whole
    std::string_view message;
    const Field* fields;
    std::size_t field_count;
    const Trace* trace;           // null: no call
    std::string_view request_id;  // empty: no call
};

// From any thread. With a context the line carries the ids of its trace, its span and its request.
void write(Level level, std::string_view service, const CallContext* context, std::string_view message,
           Fields fields);
bool enabled(Level level);

inline void error(std::string_view message, Fields fields = {}) {
    write(Level::error, {}, nullptr, message, fields);
}
inline void warning(std::string_view message, Fields fields = {}) {
    write(Level::warning, {}, nullptr, message, fields);
}
inline void info(std::string_view message, Fields fields = {}) {
    write(Level::info, {}, nullptr, message, fields);
}
inline void debug(std::string_view message, Fields fields = {}) {
    write(Level::debug, {}, nullptr, message, fields);
}
inline void error(const CallContext& context, std::string_view message, Fields fields = {}) {
    write(Level::error, {}, &context, message, fields);
}
inline void warning(const CallContext& context, std::string_view message, Fields fields = {}) {
    write(Level::warning, {}, &context, message, fields);
}
inline void info(const CallContext& context, std::string_view message, Fields fields = {}) {
    write(Level::info, {}, &context, message, fields);
}
inline void debug(const CallContext& context, std::string_view message, Fields fields = {}) {
    write(Level::debug, {}, &context, message, fields);
}

// The same with a service's name in every line, which tells services in one process apart. Cheap to copy.
class Logger {
public:
    explicit Logger(std::string service) : service_(std::move(service)) {}

    void error(std::string_view message, Fields fields = {}) const {
        to(Level::error, nullptr, message, fields);
    }
    void warning(std::string_view message, Fields fields = {}) const {
        to(Level::warning, nullptr, message, fields);
    }
    void info(std::string_view message, Fields fields = {}) const {
        to(Level::info, nullptr, message, fields);
    }
    void debug(std::string_view message, Fields fields = {}) const {
        to(Level::debug, nullptr, message, fields);
    }
    void error(const CallContext& context, std::string_view message, Fields fields = {}) const {
        to(Level::error, &context, message, fields);
    }
    void warning(const CallContext& context, std::string_view message, Fields fields = {}) const {
        to(Level::warning, &context, message, fields);
    }
    void info(const CallContext& context, std::string_view message, Fields fields = {}) const {
        to(Level::info, &context, message, fields);
    }
    void debug(const CallContext& context, std::string_view message, Fields fields = {}) const {
        to(Level::debug, &context, message, fields);
    }

private:
    void to(Level level, const CallContext* context, std::string_view message, Fields fields) const {
        write(level, service_, context, message, fields);
    }
    std::string service_;
};

// What an exception says, for a field: its type and text.
std::string describe(std::exception_ptr failure);

// For a line that would repeat: lets one through in each period and counts the rest. Any thread.
class Throttle {
public:
    explicit Throttle(std::chrono::steady_clock::duration period) : period_(period) {}
    // True: write the line, with how many were kept back since the last one.
    bool pass(std::uint64_t& kept_back);

private:
    const std::chrono::steady_clock::duration period_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point next_{};
    std::uint64_t kept_back_ = 0;
};

// Where lines go besides the output, as to a collector. Called by any thread; must be quick.
class Tap {
public:
    virtual ~Tap() = default;
    virtual void written(const Record& record) = 0;
};
// Null ends it. The tap outlives every writer.
void set_tap(Tap* tap);

enum class Format : std::uint8_t { automatic, json, human };  // automatic: human on a terminal, else JSON

struct Options {
    config::Live<Level> level = Level::info;
    Format format = Format::automatic;
    std::size_t queue_lines = 4096;
    int descriptor = 1;  // standard output
};

// The output of the process while it lives; one at a time. Before and after it, lines are written straight
// to standard error. Threads that log end before it.
class Output {
public:
    explicit Output(const Options& options);
    ~Output();  // writes what waits
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    std::uint64_t dropped() const;  // lines lost to a full queue

private:
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

// For tests: collects lines, as JSON, instead of writing them; all levels.
class Capture {
public:
    Capture();
    ~Capture();
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    std::vector<std::string> lines() const;
    std::string text() const;  // the lines, one after another

private:
    struct Lines;
    std::unique_ptr<Lines> lines_;
};

}  // namespace ecommerce::log
