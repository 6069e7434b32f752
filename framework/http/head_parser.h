// SPDX-License-Identifier: Apache-2.0
// Reads the head of a request or of a reply, whole and strictly (RFC 9112). What is ambiguous is refused,
// because two readers who disagree about it can be played off against each other: folded lines, bare line
// feeds, spaces before a colon, repeated or contradicting lengths. Internal to framework/http.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "framework/http/request.h"

namespace ecommerce::http {

struct HeadLimits {
    std::size_t head = std::size_t(16) * 1024;  // bytes, with the empty line at the end
    std::size_t target = std::size_t(8) * 1024;
    std::size_t fields = 100;
};

// Why a request was refused by the protocol layer.
struct Refusal {
    int status = 400;
    std::string_view detail;  // a literal; one sentence for a person
};

// How the body follows its head.
struct Framing {
    bool chunked = false;
    std::optional<std::uint64_t> length;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Finds the end of a head in bytes that arrive bit by bit: the first empty line. Lines must end with CRLF.
class HeadScanner {
public:
    enum class Found { not_yet, end, bare_line_feed };
    // `text` is everything so far, starting with the head; it only grows between calls.
    Found scan(std::string_view text);
    std::size_t end() const { return line_; }  // behind the empty line
    void reset() { *this = {}; }

private:
    std::size_t scanned_ = 0;
    std::size_t line_ = 0;  // where the current line begins
};

// Walks over the field lines of a head; shared by requests and replies.
class FieldLines {
public:
    // `text` begins behind the first line and ends with the empty line.
    explicit FieldLines(std::string_view text) : rest_(text) {}
    // False at the end, or when a line is malformed: then refusal() says why.
    bool next(std::string_view& name, std::string_view& value);
    const std::optional<Refusal>& refusal() const { return refusal_; }

private:
    std::string_view rest_;
    std::optional<Refusal> refusal_;
};

// Digits alone, as Content-Length has them; nothing for anything else or what does not fit.
std::optional<std::uint64_t> parse_length(std::string_view text);

class HeadParser {
public:
    // Fills the request from request.head_. Nothing is returned when all is well.
    static std::optional<Refusal> parse(Request& request, Framing& framing, const HeadLimits& limits);

private:
    static std::optional<Refusal> parse_request_line(Request& request, std::string_view line,
                                                     const HeadLimits& limits);
    static std::optional<Refusal> parse_target(Request& request, std::string_view target);
    static std::optional<Refusal> parse_framing(const Request& request, Framing& framing);
};

}  // namespace ecommerce::http
