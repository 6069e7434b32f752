// SPDX-License-Identifier: Apache-2.0
// Spans: which part of a request took how long. A span's parent is given explicitly, by the CallContext it
// happens in; there is no "current span" of a thread, because coroutines share threads.
//
// Whether a trace is recorded is decided once, where it begins, and travels with it (CallContext::trace).
// Spans of other traces, and all spans while no collector is configured, cost a comparison.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "framework/call/context.h"

namespace ecommerce::telemetry {

enum class SpanKind : std::uint8_t { internal = 1, server, client, producer, consumer };

struct Attribute {
    using Value = std::variant<std::string, std::int64_t, double, bool>;
    std::string_view key;  // a constant of semconv.h
    Value value;
};

// A span that has ended.
struct SpanData {
    Trace trace;                    // its own ids
    std::uint64_t parent_span = 0;  // 0: it began the trace
    std::string service;            // of the platform, "order"; empty: the process as a whole
    std::string name;
    SpanKind kind = SpanKind::internal;
    std::chrono::system_clock::time_point began;
    std::chrono::system_clock::time_point ended;
    std::vector<Attribute> attributes;
    bool failed = false;
    std::string failure;  // one sentence; empty: none
    Trace link;           // another span that it has to do with, as of a delayed event; invalid: none
};

// Takes ended spans; any thread, quick.
class SpanSink {
public:
    virtual ~SpanSink() = default;
    virtual void ended(SpanData span) = 0;
};

// Decides where traces begin. Any thread.
class Sampler {
public:
    // The share of new traces that is recorded, 0 to 1.
    explicit Sampler(double ratio);

    bool sample() const;
    // The trace of a request from outside. A caller's `traceparent` is followed when the caller is one of
    // ours; else the request begins a trace: then no ids are set yet, only whether it is recorded.
    Trace begin(std::string_view traceparent, bool trusted) const;

private:
    std::uint64_t below_;  // of 2^32 random values
};

class Tracer {
public:
    // Null: nothing is recorded. The sink outlives this.
    explicit Tracer(SpanSink* sink) : sink_(sink) {}

    bool records(const Trace& trace) const { return sink_ != nullptr && trace.sampled; }
    // Only when records(span.trace).
    void record(SpanData span) const { sink_->ended(std::move(span)); }

private:
    SpanSink* sink_;
};

// A span around a piece of work, from construction to destruction. For what the framework does not see by
// itself: calls, statements and events have their spans already.
class Span {
public:
    Span(const Tracer& tracer, const CallContext& parent, std::string_view name,
         SpanKind kind = SpanKind::internal);
    Span(Span&&) noexcept = default;
    Span& operator=(Span&&) = delete;
    ~Span();

    bool recorded() const { return data_ != nullptr; }
    // Only constants as keys; the value is copied when the span is recorded.
    void set(std::string_view key, std::string_view value);
    void set(std::string_view key, std::int64_t value);
    // `kind` names the sort of failure, as error.type: few values.
    void fail(std::string_view kind, std::string_view message = {});
    // For the contexts of calls that are made within.
    const Trace& trace() const { return trace_; }

private:
    const Tracer* tracer_;
    Trace trace_;
    std::unique_ptr<SpanData> data_;  // null: not recorded
};

}  // namespace ecommerce::telemetry
