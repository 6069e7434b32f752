// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/log_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "framework/call/context.h"
#include "framework/runtime/clock.h"

namespace ecommerce::log {
namespace {

constexpr std::size_t kTextBytesMax = 8192;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// The length of the UTF-8 sequence at the front of `text`, 0 when it is none (RFC 3629).
std::size_t utf8_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i) { return i < text.size() && (at(i) & 0xc0) == 0x80; };
    const unsigned char first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first < 0xf0) {
        if (!follows(1) || !follows(2)) return 0;
        const bool overlong = first == 0xe0 && at(1) < 0xa0;
        const bool surrogate = first == 0xed && at(1) >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (first >= 0xf0 && first < 0xf5) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        const bool overlong = first == 0xf0 && at(1) < 0x90;
        const bool too_large = first == 0xf4 && at(1) >= 0x90;
        return overlong || too_large ? 0 : 4;
    }
    return 0;
}

void append_escaped(std::string& line, char letter) {
    switch (letter) {
    case '"': line += "\\\""; return;
    case '\\': line += "\\\\"; return;
    case '\n': line += "\\n"; return;
    case '\r': line += "\\r"; return;
    case '\t': line += "\\t"; return;
    default: break;
    }
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7f) {
        fmt::format_to(std::back_inserter(line), "\\u{:04x}", byte);
    } else {
        line.push_back(letter);
    }
}

// Appends the text as UTF-8, not too long; `append_ascii(line, letter)` writes its ASCII letters.
template <typename AppendAscii>
void append_valid(std::string& line, std::string_view text, AppendAscii append_ascii) {
    const bool cut = text.size() > kTextBytesMax;
    if (cut) text = text.substr(0, kTextBytesMax);
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) {
            line += kReplacement;
        } else if (length == 1) {
            append_ascii(line, text[0]);
        } else {
            line += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    if (cut) line += "…";
}

// Escaped text, without quotes.
void append_clean(std::string& line, std::string_view text) {
    append_valid(line, text, append_escaped);
}

void append_number(std::string& line, double number) {
    if (std::isfinite(number)) {
        fmt::format_to(std::back_inserter(line), "{}", number);
    } else {
        line += "null";
    }
}

void append_value(std::string& line, const Field& field) {
    if (names_a_secret(field.key)) {
        fmt::format_to(std::back_inserter(line), "\"{}\"", kMask);
        return;
    }
    struct Append {
        std::string& line;
        void operator()(std::string_view text) const { append_json_text(line, text); }
        void operator()(bool yes) const { line += yes ? "true" : "false"; }
        void operator()(double number) const { append_number(line, number); }
        void operator()(std::int64_t number) const { line += fmt::to_string(number); }
        void operator()(std::uint64_t number) const { line += fmt::to_string(number); }
    };
    std::visit(Append{line}, field.value);
}

bool is_reserved(std::string_view key) {
    static constexpr std::array<std::string_view, 7> kNames{"time",     "level",   "service",   "message",
                                                            "trace_id", "span_id", "request_id"};
    return std::ranges::find(kNames, key) != kNames.end();
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string_view to_string(Level level) {
    switch (level) {
    case Level::error: return "error";
    case Level::warning: return "warning";
    case Level::info: return "info";
    case Level::debug: return "debug";
    }
    return "error";
}

bool names_a_secret(std::string_view key) {
    // Anywhere in the name, however it is written.
    static constexpr std::array<std::string_view, 7> kParts{"password", "passwd", "secret",    "token",
                                                            "authoriz", "cookie", "credential"};
    // Whole words of the name: they are parts of harmless ones ("discarded", "pinned").
    static constexpr std::array<std::string_view, 6> kWords{"card", "cvv", "cvc", "pan", "pin", "apikey"};
    std::string name(key);
    std::ranges::transform(name, name.begin(), lower);
    if (std::ranges::any_of(kParts, [&](auto part) { return name.find(part) != std::string::npos; }))
        return true;
    if (name.find("api_key") != std::string::npos || name.find("private_key") != std::string::npos)
        return true;
    std::string word;
    const auto is_secret_word = [&] { return std::ranges::find(kWords, word) != kWords.end(); };
    bool after_small = false;
    for (const char letter : key) {
        const bool capital = letter >= 'A' && letter <= 'Z';
        const bool part_of_word =
            capital || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if ((capital && after_small) || !part_of_word) {
            if (is_secret_word()) return true;
            word.clear();
        }
        if (part_of_word) word.push_back(lower(letter));
        after_small = part_of_word && !capital;
    }
    return is_secret_word();
}

std::string valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    append_valid(valid, text, [](std::string& to, char letter) { to.push_back(letter); });
    return valid;
}

void append_json_text(std::string& line, std::string_view text) {
    line.push_back('"');
    append_clean(line, text);
    line.push_back('"');
}

std::string json_line(const Record& record) {
    std::string line;
    line.reserve(256);
    const auto time = std::chrono::floor<std::chrono::microseconds>(record.time);
    fmt::format_to(std::back_inserter(line), R"({{"time":"{}","level":"{}")", format_rfc3339(time),
                   to_string(record.level));
    const auto add = [&](std::string_view key, std::string_view text) {
        fmt::format_to(std::back_inserter(line), R"(,"{}":)", key);
        append_json_text(line, text);
    };
    if (!record.service.empty()) add("service", record.service);
    add("message", record.message);
    for (std::size_t i = 0; i < record.field_count; ++i) {
        const auto& field = record.fields[i];
        line.push_back(',');
        append_json_text(line, is_reserved(field.key) ? fmt::format("{}_", field.key) : field.key);
        line.push_back(':');
        append_value(line, field);
    }
    if (record.trace != nullptr && record.trace->valid()) {
        fmt::format_to(std::back_inserter(line), R"(,"trace_id":"{}","span_id":"{:016x}")",
                       record.trace->trace_id_hex(), record.trace->span_id);
    }
    if (!record.request_id.empty()) add("request_id", record.request_id);
    line += "}\n";
    return line;
}

std::string human_line(const Record& record, bool colours) {
    static constexpr std::array<std::string_view, 4> kColours{"\x1b[31m", "\x1b[33m", "", "\x1b[2m"};
    const std::string_view colour = colours ? kColours[std::size_t(record.level)] : "";
    const std::string time = format_rfc3339(std::chrono::floor<std::chrono::milliseconds>(record.time));
    std::string line = fmt::format("{} {}{:<7}{} ", std::string_view(time).substr(11, 12), colour,
                                   to_string(record.level), colour.empty() ? "" : "\x1b[0m");
    if (!record.service.empty()) fmt::format_to(std::back_inserter(line), "{}: ", record.service);
    append_clean(line, record.message);
    for (std::size_t i = 0; i < record.field_count; ++i) {
        line.push_back(' ');
        append_clean(line, record.fields[i].key);
        line.push_back('=');
        append_value(line, record.fields[i]);
    }
    if (!record.request_id.empty()) {
        line += " request_id=";
        append_clean(line, record.request_id);
    }
    line.push_back('\n');
    return line;
}

}  // namespace ecommerce::log
