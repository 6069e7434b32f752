// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/otlp.h"

#include <map>

#include <fmt/format.h>

#include "framework/telemetry/log_line.h"
#include "framework/telemetry/semconv.h"

#include "opentelemetry/proto/collector/logs/v1/logs_service.pb.h"
#include "opentelemetry/proto/collector/metrics/v1/metrics_service.pb.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.pb.h"

namespace ecommerce::telemetry {
namespace {

namespace otlp = opentelemetry::proto;
using Attributes = google::protobuf::RepeatedPtrField<otlp::common::v1::KeyValue>;

constexpr std::string_view kScope = "ecommerce";

std::uint64_t nanoseconds(std::chrono::system_clock::time_point time) {
    return std::uint64_t(
        std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

std::string trace_id_bytes(const Trace& trace) {
    return std::string(trace.trace_id.begin(), trace.trace_id.end());
}

// As in the traceparent header: the highest byte first.
std::string span_id_bytes(std::uint64_t span_id) {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(char(span_id >> shift));
    return bytes;
}

void set_value(otlp::common::v1::AnyValue& target, const std::string& text) {
    target.set_string_value(log::valid_utf8(text));
}
void set_value(otlp::common::v1::AnyValue& target, std::int64_t number) {
    target.set_int_value(number);
}
void set_value(otlp::common::v1::AnyValue& target, double number) {
    target.set_double_value(number);
}
void set_value(otlp::common::v1::AnyValue& target, bool yes) {
    target.set_bool_value(yes);
}

void add_attribute(Attributes& attributes, std::string_view key, const std::string& text) {
    auto& attribute = *attributes.Add();
    attribute.set_key(std::string(key));
    set_value(*attribute.mutable_value(), text);
}

template <typename... Types>
void add_attribute(Attributes& attributes, std::string_view key, const std::variant<Types...>& value) {
    auto& attribute = *attributes.Add();
    attribute.set_key(log::valid_utf8(key));
    std::visit([&](const auto& held) { set_value(*attribute.mutable_value(), held); }, value);
}

void fill_resource(otlp::resource::v1::Resource& target, const Resource& resource, std::string_view service) {
    auto& attributes = *target.mutable_attributes();
    add_attribute(attributes, semconv::kServiceName,
                  service.empty() ? resource.process_name : registered_name(service));
    for (const auto& [key, value] : resource.attributes) add_attribute(attributes, key, value);
}

template <typename Scope>
void fill_scope(Scope& target) {
    target.mutable_scope()->set_name(std::string(kScope));
}

void fill_span(otlp::trace::v1::Span& target, const SpanData& span) {
    target.set_trace_id(trace_id_bytes(span.trace));
    target.set_span_id(span_id_bytes(span.trace.span_id));
    if (span.parent_span != 0) target.set_parent_span_id(span_id_bytes(span.parent_span));
    target.set_name(log::valid_utf8(span.name));
    target.set_kind(static_cast<otlp::trace::v1::Span::SpanKind>(span.kind));
    target.set_start_time_unix_nano(nanoseconds(span.began));
    target.set_end_time_unix_nano(nanoseconds(span.ended));
    target.set_flags(1);  // sampled, as all that come here
    for (const auto& attribute : span.attributes) {
        add_attribute(*target.mutable_attributes(), attribute.key, attribute.value);
    }
    if (span.failed) {
        target.mutable_status()->set_code(otlp::trace::v1::Status::STATUS_CODE_ERROR);
        target.mutable_status()->set_message(log::valid_utf8(span.failure));
    }
    if (span.link.valid()) {
        auto& link = *target.add_links();
        link.set_trace_id(trace_id_bytes(span.link));
        link.set_span_id(span_id_bytes(span.link.span_id));
    }
}

otlp::logs::v1::SeverityNumber severity(log::Level level) {
    switch (level) {
    case log::Level::error: return otlp::logs::v1::SEVERITY_NUMBER_ERROR;
    case log::Level::warning: return otlp::logs::v1::SEVERITY_NUMBER_WARN;
    case log::Level::info: return otlp::logs::v1::SEVERITY_NUMBER_INFO;
    case log::Level::debug: return otlp::logs::v1::SEVERITY_NUMBER_DEBUG;
    }
    return otlp::logs::v1::SEVERITY_NUMBER_UNSPECIFIED;
}

void fill_record(otlp::logs::v1::LogRecord& target, const LogItem& record) {
    target.set_time_unix_nano(nanoseconds(record.time));
    target.set_observed_time_unix_nano(nanoseconds(record.time));
    target.set_severity_number(severity(record.level));
    target.set_severity_text(std::string(log::to_string(record.level)));
    set_value(*target.mutable_body(), record.message);
    for (const auto& [key, value] : record.attributes)
        add_attribute(*target.mutable_attributes(), key, value);
    if (!record.trace.valid()) return;
    target.set_trace_id(trace_id_bytes(record.trace));
    target.set_span_id(span_id_bytes(record.trace.span_id));
    target.set_flags(record.trace.sampled ? 1 : 0);
}

// Sets the times and labels that both kinds of points have.
template <typename Target>
void fill_point(Target& target, const Point& point, std::uint64_t started, std::uint64_t now) {
    target.set_start_time_unix_nano(started);
    target.set_time_unix_nano(now);
    for (const auto& [key, value] : point.labels) add_attribute(*target.mutable_attributes(), key, value);
}

void fill_metric(otlp::metrics::v1::Metric& target, const Family& family, std::uint64_t started,
                 std::uint64_t now) {
    target.set_name(std::string(family.instrument.name));
    target.set_description(std::string(family.instrument.help));
    target.set_unit(std::string(family.instrument.unit));
    constexpr auto cumulative = otlp::metrics::v1::AGGREGATION_TEMPORALITY_CUMULATIVE;
    for (const auto& point : family.points) {
        if (family.kind == Kind::histogram) {
            auto& histogram = *target.mutable_histogram();
            histogram.set_aggregation_temporality(cumulative);
            auto& to = *histogram.add_data_points();
            fill_point(to, point, started, now);
            to.set_count(point.count);
            to.set_sum(point.sum);
            to.mutable_bucket_counts()->Add(point.buckets.begin(), point.buckets.end());
            to.mutable_explicit_bounds()->Add(family.instrument.bounds.begin(),
                                              family.instrument.bounds.end());
            continue;
        }
        otlp::metrics::v1::NumberDataPoint* to = nullptr;
        if (family.kind == Kind::gauge) {
            to = target.mutable_gauge()->add_data_points();
        } else {
            target.mutable_sum()->set_aggregation_temporality(cumulative);
            target.mutable_sum()->set_is_monotonic(family.kind == Kind::counter);
            to = target.mutable_sum()->add_data_points();
        }
        fill_point(*to, point, started, now);
        to->set_as_double(point.value);
    }
}

// Indices of items by the service they belong to.
template <typename Item>
std::map<std::string_view, std::vector<const Item*>> by_service(std::span<const Item> items) {
    std::map<std::string_view, std::vector<const Item*>> groups;
    for (const auto& item : items) groups[item.service].push_back(&item);
    return groups;
}

}  // namespace

std::string registered_name(std::string_view service) {
    return fmt::format("ecommerce-{}-service-v1", service);
}

LogItem LogItem::of(const log::Record& record) {
    LogItem item{.time = record.time,
                 .level = record.level,
                 .service = std::string(record.service),
                 .message = std::string(record.message)};
    for (std::size_t i = 0; i < record.field_count; ++i) {
        const auto& field = record.fields[i];
        struct Keep {
            Value operator()(std::string_view text) const { return std::string(text); }
            Value operator()(std::int64_t number) const { return number; }
            Value operator()(std::uint64_t number) const { return std::int64_t(number); }
            Value operator()(double number) const { return number; }
            Value operator()(bool yes) const { return yes; }
        };
        auto value =
            log::names_a_secret(field.key) ? Value(std::string(log::kMask)) : std::visit(Keep{}, field.value);
        item.attributes.emplace_back(field.key, std::move(value));
    }
    if (record.trace != nullptr) item.trace = *record.trace;
    if (!record.request_id.empty())
        item.attributes.emplace_back(semconv::kRequestId, std::string(record.request_id));
    return item;
}

std::string encode_spans(const Resource& resource, std::span<const SpanData> spans) {
    otlp::collector::trace::v1::ExportTraceServiceRequest request;
    for (const auto& [service, group] : by_service(spans)) {
        auto& to = *request.add_resource_spans();
        fill_resource(*to.mutable_resource(), resource, service);
        auto& scope = *to.add_scope_spans();
        fill_scope(scope);
        for (const auto* span : group) fill_span(*scope.add_spans(), *span);
    }
    return request.SerializeAsString();
}

std::string encode_logs(const Resource& resource, std::span<const LogItem> records) {
    otlp::collector::logs::v1::ExportLogsServiceRequest request;
    for (const auto& [service, group] : by_service(records)) {
        auto& to = *request.add_resource_logs();
        fill_resource(*to.mutable_resource(), resource, service);
        auto& scope = *to.add_scope_logs();
        fill_scope(scope);
        for (const auto* record : group) fill_record(*scope.add_log_records(), *record);
    }
    return request.SerializeAsString();
}

std::string encode_metrics(const Resource& resource, std::span<const Family> families,
                           std::chrono::system_clock::time_point started,
                           std::chrono::system_clock::time_point now) {
    otlp::collector::metrics::v1::ExportMetricsServiceRequest request;
    auto& to = *request.add_resource_metrics();
    fill_resource(*to.mutable_resource(), resource, {});
    auto& scope = *to.add_scope_metrics();
    fill_scope(scope);
    for (const auto& family : families) {
        fill_metric(*scope.add_metrics(), family, nanoseconds(started), nanoseconds(now));
    }
    return request.SerializeAsString();
}

// The three replies are alike on the wire.
PartialSuccess decode_reply(std::string_view body) {
    otlp::collector::trace::v1::ExportTraceServiceResponse reply;
    if (!reply.ParseFromArray(body.data(), int(body.size()))) return {};
    return {reply.partial_success().rejected_spans(), reply.partial_success().error_message()};
}

}  // namespace ecommerce::telemetry
