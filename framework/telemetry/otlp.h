// SPDX-License-Identifier: Apache-2.0
// Spans, log records and metrics as a collector reads them: OTLP in protobuf. Internal to
// framework/telemetry.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

// What all data of this process carries.
struct Resource {
    std::string process_name;  // service.name of what belongs to no service: "ecommerce"
    Labels attributes;
};

// The name a service is known by: "ecommerce-order-service-v1".
std::string registered_name(std::string_view service);

// A log record that is kept until it is sent.
struct LogItem {
    using Value = std::variant<std::string, std::int64_t, double, bool>;

    std::chrono::system_clock::time_point time;
    log::Level level = log::Level::info;
    std::string service;
    std::string message;
    std::vector<std::pair<std::string, Value>> attributes;
    Trace trace;

    static LogItem of(const log::Record& record);
};

// Requests to be posted to /v1/traces, /v1/logs and /v1/metrics.
std::string encode_spans(const Resource& resource, std::span<const SpanData> spans);
std::string encode_logs(const Resource& resource, std::span<const LogItem> records);
std::string encode_metrics(const Resource& resource, std::span<const Family> families,
                           std::chrono::system_clock::time_point started,
                           std::chrono::system_clock::time_point now);

// How many items a collector refused although it accepted the request; 0 when it took all.
struct PartialSuccess {
    std::int64_t rejected = 0;
    std::string message;
};
PartialSuccess decode_reply(std::string_view body);

}  // namespace ecommerce::telemetry
