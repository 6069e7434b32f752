// SPDX-License-Identifier: Apache-2.0
#include "framework/http/problem.h"

#include "framework/call/public_error.h"
#include "framework/call/status_codes.h"
#include "framework/json/json.h"

namespace ecommerce::http {

namespace {

// "OUT_OF_STOCK" reads "Out of stock".
std::string title_of(std::string_view reason) {
    std::string title;
    title.reserve(reason.size());
    for (const char c : reason) {
        const bool upper = c >= 'A' && c <= 'Z';
        title += c == '_' ? ' ' : upper && !title.empty() ? char(c | 0x20) : c;
    }
    return title;
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
    out += out.back() == '{' ? "\"" : ",\"";
    out += name;
    out += "\":";
    json::append_json_string(out, value);
}

std::string start(int status, std::string_view reason, std::string_view detail) {
    std::string out = "{";
    append_member(out, "type", "urn:ecommerce:problem:" + std::string(reason));
    append_member(out, "title", title_of(reason));
    out += ",\"status\":" + std::to_string(status);
    if (!detail.empty()) append_member(out, "detail", detail);
    append_member(out, "reason", reason);
    return out;
}

void append_violations(std::string& out, const std::vector<FieldViolation>& violations) {
    if (violations.empty()) return;
    out += ",\"errors\":[";
    for (const auto& violation : violations) {
        if (out.back() != '[') out += ',';
        out += '{';
        append_member(out, "field", violation.field);
        append_member(out, "message", violation.message);
        out += '}';
    }
    out += ']';
}

void append_metadata(std::string& out, const Error& error) {
    if (error.metadata().empty()) return;
    out += ",\"metadata\":{";
    for (const auto& [name, value] : error.metadata()) {
        if (out.back() != '{') out += ',';
        json::append_json_string(out, name);
        out += ':';
        json::append_json_string(out, value);
    }
    out += '}';
}

}  // namespace

std::string problem_json(const Error& error, std::string_view trace_id) {
    const auto told = public_error(error);
    auto out = start(http_status(told), told.reason(), told.message());
    append_violations(out, told.violations());
    append_metadata(out, told);
    if (!trace_id.empty()) append_member(out, "traceId", trace_id);
    out += '}';
    return out;
}

Response problem(const Error& error, std::string_view trace_id) {
    const auto told = public_error(error);
    auto response = Response::of(http_status(told), kProblemType, problem_json(told, trace_id));
    int seconds = told.retry_after_seconds();
    // These two promise that trying again makes sense.
    if (seconds == 0 && (told.code() == Code::exhausted || told.code() == Code::unavailable)) seconds = 1;
    if (seconds > 0) response.headers.set("Retry-After", std::to_string(seconds));
    if (told.code() == Code::unauthenticated) response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

Response problem(int status, std::string_view reason, std::string_view detail, std::string_view trace_id) {
    auto out = start(status, reason, detail);
    if (!trace_id.empty()) append_member(out, "traceId", trace_id);
    out += '}';
    return Response::of(status, kProblemType, std::move(out));
}

}  // namespace ecommerce::http
