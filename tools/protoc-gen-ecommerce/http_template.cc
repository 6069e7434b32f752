// SPDX-License-Identifier: Apache-2.0
#include "http_template.h"

#include <algorithm>

namespace ecommerce::generator {

namespace {

bool is_identifier(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_literal(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    });
}

// Takes one segment, which may end with ":verb".
bool take_segment(std::string_view segment, HttpTemplate& out, std::string& problem) {
    std::string_view verb;
    if (const auto colon = segment.find(':'); colon != std::string_view::npos) {
        verb = segment.substr(colon + 1);
        segment = segment.substr(0, colon);
        if (!is_literal(verb)) {
            problem = "has no verb after its colon";
            return false;
        }
    }
    out.shape += '/';
    if (segment.starts_with('{') && segment.ends_with('}')) {
        const auto name = segment.substr(1, segment.size() - 2);
        if (!is_identifier(name)) {
            problem = "has a variable that is not a plain field name";
            return false;
        }
        out.variables.emplace_back(name);
        out.shape += "{}";
    } else if (is_literal(segment)) {
        out.shape += segment;
    } else {
        problem = "has a segment that is neither a word nor one {variable}";
        return false;
    }
    if (!verb.empty()) out.shape.append(":").append(verb);
    return true;
}

}  // namespace

std::optional<HttpTemplate> parse_http_template(std::string_view path, std::string& problem) {
    HttpTemplate parsed;
    if (!path.starts_with('/')) {
        problem = "does not begin with '/'";
        return std::nullopt;
    }
    while (!path.empty()) {
        const auto next = path.find('/', 1);
        const auto segment = path.substr(1, next == std::string_view::npos ? next : next - 1);
        const bool last = next == std::string_view::npos;
        if (!last && segment.find(':') != std::string_view::npos) {
            problem = "has a verb before its last segment";
            return std::nullopt;
        }
        if (!take_segment(segment, parsed, problem)) return std::nullopt;
        path = last ? std::string_view() : path.substr(next);
    }
    auto sorted = parsed.variables;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) {
        problem = "names a variable twice";
        return std::nullopt;
    }
    return parsed;
}

}  // namespace ecommerce::generator
