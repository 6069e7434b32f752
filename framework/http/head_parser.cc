// SPDX-License-Identifier: Apache-2.0
#include "framework/http/head_parser.h"

#include <cstring>

#include "framework/http/characters.h"
#include "framework/http/headers.h"
#include "framework/text/words.h"

namespace ecommerce::http {

namespace {

Refusal bad(std::string_view detail) {
    return {400, detail};
}

// Is `wanted` one of the comma-separated tokens of the value?
bool lists_token(std::string_view value, std::string_view wanted) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        if (equals_ignoring_case(text::trim(value.substr(0, comma)), wanted)) return true;
        if (comma == std::string_view::npos) break;
        value.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace

HeadScanner::Found HeadScanner::scan(std::string_view text) {
    while (scanned_ < text.size()) {
        const void* found = std::memchr(text.data() + scanned_, '\n', text.size() - scanned_);
        if (!found) {
            scanned_ = text.size();
            return Found::not_yet;
        }
        const auto position = std::size_t(static_cast<const char*>(found) - text.data());
        if (position == 0 || text[position - 1] != '\r') return Found::bare_line_feed;
        const bool empty_line = position == line_ + 1;
        line_ = scanned_ = position + 1;
        if (empty_line) return Found::end;
    }
    return Found::not_yet;
}

bool FieldLines::next(std::string_view& name, std::string_view& value) {
    if (rest_ == "\r\n" || rest_.empty()) return false;
    const auto end = rest_.find("\r\n");
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 2);
    if (line.starts_with(' ') || line.starts_with('\t')) {
        refusal_ = bad("A header line is folded.");
        return false;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        refusal_ = bad("A header line has no valid name.");
        return false;
    }
    name = line.substr(0, colon);
    value = text::trim(line.substr(colon + 1));
    if (!is_field_value(value)) {
        refusal_ = bad("A header value has control characters.");
        return false;
    }
    return true;
}

std::optional<std::uint64_t> parse_length(std::string_view text) {
    return text::to_number<std::uint64_t>(text);
}

std::optional<Refusal> HeadParser::parse(Request& request, Framing& framing, const HeadLimits& limits) {
    const std::string_view head = request.head_;
    const auto line_end = head.find("\r\n");
    if (auto refusal = parse_request_line(request, head.substr(0, line_end), limits)) return refusal;

    request.fields_.clear();
    FieldLines lines(head.substr(line_end + 2));
    std::string_view name;
    std::string_view value;
    const auto slice = [&](std::string_view part) {
        return Request::Slice{std::uint32_t(part.data() - head.data()), std::uint32_t(part.size())};
    };
    while (lines.next(name, value)) {
        if (request.fields_.size() == limits.fields)
            return Refusal{431, "The request has too many header fields."};
        request.fields_.push_back({slice(name), slice(value)});
    }
    if (lines.refusal()) return lines.refusal();
    return parse_framing(request, framing);
}

std::optional<Refusal> HeadParser::parse_request_line(Request& request, std::string_view line,
                                                      const HeadLimits& limits) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad("The request line is malformed.");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method) || target.empty()) return bad("The request line is malformed.");
    if (version == "HTTP/1.1") {
        request.version_ = 11;
    } else if (version == "HTTP/1.0") {
        request.version_ = 10;
    } else if (version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
               version[6] == '.' && is_digit(version[7])) {
        return Refusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    } else {
        return bad("The request line is malformed.");
    }
    if (target.size() > limits.target) return Refusal{414, "The request target is too long."};
    for (const char c : target) {
        if (c <= 0x20 || c == 0x7F || c == '#')
            return bad("The request target has characters that must be encoded.");
    }
    request.method_ = {0, std::uint32_t(first)};
    request.verb_ = parse_verb(method);
    if (request.verb_ == Verb::other) return Refusal{501, "The request method is not known."};
    return parse_target(request, target);
}

// Leaves target_, path_ and query_ in origin form; a proxy's absolute form loses its scheme and authority.
std::optional<Refusal> HeadParser::parse_target(Request& request, std::string_view target) {
    const std::string_view head = request.head_;
    if (target != "*" && !target.starts_with('/')) {
        const auto scheme_end = target.find("://");
        const auto scheme = target.substr(0, scheme_end);
        if (scheme_end == std::string_view::npos ||
            (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https"))) {
            return bad("The request target is malformed.");
        }
        const auto path = target.find('/', scheme_end + 3);
        if (path == std::string_view::npos) return bad("The request target has no path.");
        target.remove_prefix(path);
    }
    if (target == "*" && request.verb_ != Verb::options) return bad("The request target is malformed.");
    const auto begin = std::uint32_t(target.data() - head.data());
    const auto mark = target.find('?');
    const auto path_size = std::uint32_t(mark == std::string_view::npos ? target.size() : mark);
    request.target_ = {begin, std::uint32_t(target.size())};
    request.path_ = {begin, path_size};
    request.query_ = {};
    if (mark != std::string_view::npos) {
        request.query_ = {begin + path_size + 1, std::uint32_t(target.size() - mark - 1)};
    }
    return std::nullopt;
}

std::optional<Refusal> HeadParser::parse_framing(const Request& request, Framing& framing) {
    framing = {};
    framing.keep_alive = request.version_ == 11;
    bool has_host = false;
    for (const auto& field : request.fields_) {
        const auto name = request.view(field.name);
        const auto value = request.view(field.value);
        if (equals_ignoring_case(name, "content-length")) {
            if (framing.length) return bad("Content-Length was sent twice.");
            framing.length = parse_length(value);
            if (!framing.length) return bad("Content-Length is not a number.");
        } else if (equals_ignoring_case(name, "transfer-encoding")) {
            if (framing.chunked) return bad("Transfer-Encoding was sent twice.");
            if (!equals_ignoring_case(value, "chunked")) {
                return Refusal{501, "The only transfer coding understood here is chunked."};
            }
            framing.chunked = true;
        } else if (equals_ignoring_case(name, "connection")) {
            if (lists_token(value, "close")) {
                framing.keep_alive = false;
            } else if (request.version_ == 10 && lists_token(value, "keep-alive")) {
                framing.keep_alive = true;
            }
        } else if (equals_ignoring_case(name, "host")) {
            if (has_host) return bad("Host was sent twice.");
            has_host = true;
        } else if (equals_ignoring_case(name, "expect") && request.version_ == 11) {
            if (!equals_ignoring_case(value, "100-continue")) {
                return Refusal{417, "The only expectation understood here is 100-continue."};
            }
            framing.expects_continue = true;
        }
    }
    if (framing.chunked && framing.length)
        return bad("Content-Length and Transfer-Encoding exclude each other.");
    if (framing.chunked && request.version_ == 10) return bad("HTTP/1.0 knows no Transfer-Encoding.");
    if (!has_host && request.version_ == 11) return bad("The Host header is missing.");
    return std::nullopt;
}

}  // namespace ecommerce::http
