// SPDX-License-Identifier: Apache-2.0
#include "framework/config/environment.h"

#include <unistd.h>

#include <array>
#include <cctype>
#include <utility>

namespace ecommerce::config {
namespace {

// Names that operators know already, from the platform's manual and from OpenTelemetry.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kCommonNames{{
    {"DB_SOURCE", "database.source"},
    {"DB_SERVER", "database.server"},
    {"REDIS_ADDRESS", "redis.address"},
    {"REDIS_PASSWORD", "redis.password"},
    {"OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry.otlp_endpoint"},
    {"OTEL_EXPORTER_OTLP_HEADERS", "telemetry.otlp_headers"},
    {"OTEL_EXPORTER_OTLP_CERTIFICATE", "telemetry.otlp_certificate"},
    {"OTEL_RESOURCE_ATTRIBUTES", "telemetry.resource_attributes"},
    {"OTEL_TRACES_SAMPLER_ARG", "telemetry.sample_ratio"},
}};

}  // namespace

Variables process_environment() {
    Variables variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) continue;
        variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

std::vector<std::string> variables_of(std::string_view setting) {
    std::string own(kVariablePrefix);
    for (const char letter : setting) {
        own.push_back(letter == '.' ? '_' : char(std::toupper(static_cast<unsigned char>(letter))));
    }
    std::vector<std::string> names{std::move(own)};
    for (const auto& [variable, name] : kCommonNames) {
        if (name == setting) names.emplace_back(variable);
    }
    return names;
}

bool is_service_link(std::string_view name, std::string_view value) {
    if (name.ends_with("_SERVICE_HOST") || name.find("_SERVICE_PORT") != std::string_view::npos) return true;
    if (name.ends_with("_PORT") && value.find("://") != std::string_view::npos) return true;
    const auto port = name.find("_PORT_");
    return port != std::string_view::npos && port + 6 < name.size() && std::isdigit(name[port + 6]) != 0 &&
           (name.find("_TCP") != std::string_view::npos || name.find("_UDP") != std::string_view::npos);
}

}  // namespace ecommerce::config
