// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/trace.h"

#include <algorithm>
#include <random>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

constexpr double kDraws = 4294967296.0;  // 2^32

}  // namespace

Sampler::Sampler(double ratio) : below_(std::uint64_t(std::clamp(ratio, 0.0, 1.0) * kDraws)) {}

bool Sampler::sample() const {
    if (below_ == 0) return false;
    thread_local std::mt19937 draw{std::random_device{}()};
    return draw() < below_;
}

Trace Sampler::begin(std::string_view traceparent, bool trusted) const {
    if (trusted && !traceparent.empty()) {
        auto trace = Trace::parse(traceparent);
        if (trace.valid()) return trace;
    }
    Trace trace;
    trace.sampled = sample();
    return trace;
}

Span::Span(const Tracer& tracer, const CallContext& parent, std::string_view name, SpanKind kind)
    : tracer_(&tracer), trace_(parent.trace) {
    if (!tracer.records(parent.trace)) return;
    trace_ = parent.trace.child();
    data_ = std::make_unique<SpanData>();
    data_->trace = trace_;
    data_->parent_span = parent.trace.span_id;
    data_->service = parent.principal.service;
    data_->name = name;
    data_->kind = kind;
    data_->began = std::chrono::system_clock::now();
}

Span::~Span() {
    if (!data_) return;
    data_->ended = std::chrono::system_clock::now();
    tracer_->record(std::move(*data_));
}

void Span::set(std::string_view key, std::string_view value) {
    if (data_) data_->attributes.push_back({key, std::string(value)});
}

void Span::set(std::string_view key, std::int64_t value) {
    if (data_) data_->attributes.push_back({key, value});
}

void Span::fail(std::string_view kind, std::string_view message) {
    if (!data_) return;
    data_->failed = true;
    data_->failure = message;
    data_->attributes.push_back({semconv::kErrorType, std::string(kind)});
}

}  // namespace ecommerce::telemetry
