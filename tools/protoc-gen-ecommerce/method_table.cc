// SPDX-License-Identifier: Apache-2.0
#include "method_table.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "cleaning.h"
#include "http_rules.h"
#include "rules.h"

#include "options/v1/options.pb.h"
#include "options/v1/step_up.pb.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::MethodOptions;

constexpr int kDefaultTimeoutMs = 5000;
// A stream ends with its reader or with what it reports; this only ends forgotten ones.
constexpr int kDefaultStreamTimeoutMs = 300000;

// The bit of framework/call/proof.h, where a proof of who is there is needed.
constexpr unsigned kProven = 7;

std::string access_code(const google::protobuf::MethodOptions& options) {
    const auto& access = options.GetExtension(options::v1::access);
    unsigned bits = options.GetExtension(options::v1::step_up) ? 1U << kProven : 0;
    for (const int role : access.roles()) bits |= 1U << unsigned(role);
    return fmt::format("{{.anonymous = {}, .roles = RoleSet({}), .internal = {}}}", access.anonymous(), bits,
                       access.internal());
}

// Reads for GET, writes for everything else; a method without HTTP says by its own level what it is.
bool only_reads(const MethodDescriptor& method) {
    const auto rules = http_rules(method);
    if (!rules.empty()) return rules.front().verb == "GET";
    return method.options().idempotency_level() == MethodOptions::NO_SIDE_EFFECTS;
}

// RATE_CLASS_READ is "read".
std::string rate_class(const MethodDescriptor& method, const options::v1::Policy& policy) {
    if (policy.rate_class() == options::v1::RATE_CLASS_UNSPECIFIED)
        return only_reads(method) ? "read" : "write";
    auto name = options::v1::RateClass_Name(policy.rate_class()).substr(sizeof("RATE_CLASS_") - 1);
    std::ranges::transform(name, name.begin(), [](char c) { return char(std::tolower(c)); });
    return name;
}

std::string_view key_use(const options::v1::Policy& policy) {
    switch (policy.idempotency_key()) {
    case options::v1::IDEMPOTENCY_KEY_OPTIONAL: return "optional";
    case options::v1::IDEMPOTENCY_KEY_REQUIRED: return "required";
    default: return "ignored";
    }
}

std::string_view retry(const MethodDescriptor& method) {
    switch (method.options().idempotency_level()) {
    case MethodOptions::NO_SIDE_EFFECTS: return "no_side_effects";
    case MethodOptions::IDEMPOTENT: return "idempotent";
    default: return "never";
    }
}

std::string http_array_name(const MethodDescriptor& method) {
    return "k" + method.service()->name() + method.name() + "Http";
}

std::string http_array(const MethodDescriptor& method) {
    const auto rules = http_rules(method);
    if (rules.empty()) return "";
    std::string code = fmt::format("\nconstexpr rpc::HttpRule {}[] = {{\n", http_array_name(method));
    for (const auto& rule : rules) {
        code += fmt::format("    {{.verb = \"{}\", .path = {}, .body = \"{}\"}},\n", rule.verb,
                            cpp_literal(rule.path), rule.body);
    }
    return code + "};\n";
}

std::string entry(const MethodDescriptor& method) {
    const auto& options = method.options();
    const auto& policy = options.GetExtension(options::v1::policy);
    const auto request = cpp_type(*method.input_type(), *method.file());
    const int fallback = method.server_streaming() ? kDefaultStreamTimeoutMs : kDefaultTimeoutMs;
    std::string code = "    {\n";
    const auto set = [&](std::string_view member, const std::string& value) {
        code += fmt::format("        .{} = {},\n", member, value);
    };
    set("service", cpp_literal(method.service()->full_name()));
    set("name", cpp_literal(method.name()));
    set("path", cpp_literal("/" + method.service()->full_name() + "/" + method.name()));
    set("http", http_rules(method).empty() ? "{}" : http_array_name(method));
    set("access", access_code(options));
    set("timeout", fmt::format("std::chrono::milliseconds({})",
                               policy.timeout_ms() != 0 ? policy.timeout_ms() : unsigned(fallback)));
    if (policy.request_bytes_max() != 0) set("request_bytes_max", fmt::to_string(policy.request_bytes_max()));
    if (policy.reply_bytes_max() != 0) set("reply_bytes_max", fmt::to_string(policy.reply_bytes_max()));
    set("rate_class", cpp_literal(rate_class(method, policy)));
    set("idempotency_key", fmt::format("rpc::KeyUse::{}", key_use(policy)));
    set("retry", fmt::format("rpc::Retry::{}", retry(method)));
    set("cache", fmt::format("std::chrono::seconds({})", policy.cache_seconds()));
    set("raw_body", policy.raw_body() ? "true" : "false");
    set("raw_reply", policy.raw_reply() ? "true" : "false");
    set("server_streaming", method.server_streaming() ? "true" : "false");
    set("request", fmt::format("rpc::prototype<{}>", request));
    set("response", fmt::format("rpc::prototype<{}>", cpp_type(*method.output_type(), *method.file())));
    if (needs_cleaning(*method.input_type())) set("cleaned", fmt::format("rpc::cleaned<{}>", request));
    set("validate",
        needs_validation(*method.input_type()) ? fmt::format("rpc::validate<{}>", request) : "rpc::no_rules");
    return code + "    },\n";
}

}  // namespace

std::string method_table(const ServiceDescriptor& service) {
    std::string code = "\nnamespace {\n";
    for (int i = 0; i < service.method_count(); ++i) code += http_array(*service.method(i));
    code += fmt::format("\nconstexpr std::array<rpc::Method, {}> k{}Methods{{{{\n", service.method_count(),
                        service.name());
    for (int i = 0; i < service.method_count(); ++i) code += entry(*service.method(i));
    return code + "}};\n\n}  // namespace\n";
}

}  // namespace ecommerce::generator
