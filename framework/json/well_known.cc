// SPDX-License-Identifier: Apache-2.0
#include "framework/json/well_known.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>

#include "framework/json/text.h"

namespace ecommerce::json {

namespace {

constexpr std::int64_t kFirstSecond = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t kLastSecond = 253402300799;   // 9999-12-31T23:59:59Z
constexpr std::int64_t kLongestDuration = 315576000000;
constexpr std::int32_t kLastNano = 999999999;

void append_padded(std::string& out, std::uint32_t value, int width) {
    char digits[10];
    for (int i = width - 1; i >= 0; --i, value /= 10) digits[i] = char('0' + value % 10);
    out.append(digits, std::size_t(width));
}

// Nothing, or a point with 3, 6 or 9 digits.
void append_fraction(std::string& out, std::uint32_t nanos) {
    if (nanos == 0) return;
    out += '.';
    if (nanos % 1000000 == 0) return append_padded(out, nanos / 1000000, 3);
    if (nanos % 1000 == 0) return append_padded(out, nanos / 1000, 6);
    append_padded(out, nanos, 9);
}

// Takes `width` digits off the front; -1 when they are not there.
int take_digits(std::string_view& text, std::size_t width) {
    if (text.size() < width) return -1;
    int value = 0;
    for (const char c : text.substr(0, width)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(width);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

// A point and one to nine digits, if there is a point.
bool take_fraction(std::string_view& text, std::int32_t& nanos) {
    nanos = 0;
    if (!take(text, '.')) return true;
    int digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (++digits > 9) return false;
        nanos = nanos * 10 + (text.front() - '0');
        text.remove_prefix(1);
    }
    if (digits == 0) return false;
    for (; digits < 9; ++digits) nanos *= 10;
    return true;
}

// "Z" or "+08:00", and nothing after it.
bool take_offset(std::string_view text, std::int64_t& seconds) {
    if (text == "Z" || text == "z") {
        seconds = 0;
        return true;
    }
    const bool west = text.starts_with('-');
    if (!west && !text.starts_with('+')) return false;
    text.remove_prefix(1);
    const int hours = take_digits(text, 2);
    if (hours < 0 || hours > 23 || !take(text, ':')) return false;
    const int minutes = take_digits(text, 2);
    if (minutes < 0 || minutes > 59 || !text.empty()) return false;
    seconds = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

}  // namespace

void append_timestamp(std::string& out, const google::protobuf::Timestamp& time) {
    namespace chrono = std::chrono;
    const chrono::sys_seconds second{chrono::seconds(std::clamp(time.seconds(), kFirstSecond, kLastSecond))};
    const auto day = chrono::floor<chrono::days>(second);
    const chrono::year_month_day date(day);
    const auto of_day = std::uint32_t((second - day).count());
    append_padded(out, std::uint32_t(int(date.year())), 4);
    out += '-';
    append_padded(out, unsigned(date.month()), 2);
    out += '-';
    append_padded(out, unsigned(date.day()), 2);
    out += 'T';
    append_padded(out, of_day / 3600, 2);
    out += ':';
    append_padded(out, of_day / 60 % 60, 2);
    out += ':';
    append_padded(out, of_day % 60, 2);
    append_fraction(out, std::uint32_t(std::clamp(time.nanos(), 0, kLastNano)));
    out += 'Z';
}

void append_duration(std::string& out, const google::protobuf::Duration& duration) {
    const auto seconds = std::clamp(duration.seconds(), -kLongestDuration, kLongestDuration);
    const auto nanos = std::clamp(duration.nanos(), -kLastNano, kLastNano);
    if (seconds < 0 || nanos < 0) out += '-';
    append_number(out, seconds < 0 ? -seconds : seconds);
    append_fraction(out, std::uint32_t(nanos < 0 ? -nanos : nanos));
    out += 's';
}

void append_field_mask(std::string& out, const google::protobuf::FieldMask& mask) {
    bool first = true;
    for (const auto& path : mask.paths()) {
        if (!first) out += ',';
        first = false;
        bool upper = false;
        for (const char c : path) {
            if (c == '_') {
                upper = true;
                continue;
            }
            out += upper && c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
            upper = false;
        }
    }
}

bool parse_timestamp(std::string_view text, google::protobuf::Timestamp& time) {
    namespace chrono = std::chrono;
    const int year = take_digits(text, 4);
    if (year < 1 || !take(text, '-')) return false;
    const int month = take_digits(text, 2);
    if (month < 1 || !take(text, '-')) return false;
    const int day = take_digits(text, 2);
    if (day < 1 || (!take(text, 'T') && !take(text, 't'))) return false;
    const int hour = take_digits(text, 2);
    if (hour < 0 || hour > 23 || !take(text, ':')) return false;
    const int minute = take_digits(text, 2);
    if (minute < 0 || minute > 59 || !take(text, ':')) return false;
    const int second = take_digits(text, 2);
    if (second < 0 || second > 59) return false;
    std::int32_t nanos = 0;
    std::int64_t offset = 0;
    if (!take_fraction(text, nanos) || !take_offset(text, offset)) return false;
    const chrono::year_month_day date{chrono::year(year), chrono::month(unsigned(month)),
                                      chrono::day(unsigned(day))};
    if (!date.ok()) return false;
    const auto days = chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t seconds = std::int64_t(days) * 86400 + hour * 3600 + minute * 60 + second - offset;
    if (seconds < kFirstSecond || seconds > kLastSecond) return false;
    time.set_seconds(seconds);
    time.set_nanos(nanos);
    return true;
}

bool parse_duration(std::string_view text, google::protobuf::Duration& duration) {
    const bool negative = take(text, '-');
    if (text.empty() || text.front() < '0' || text.front() > '9') return false;
    std::int64_t seconds = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (failure != std::errc() || seconds > kLongestDuration) return false;
    text.remove_prefix(std::size_t(end - text.data()));
    std::int32_t nanos = 0;
    if (!take_fraction(text, nanos) || text != "s") return false;
    if (seconds == kLongestDuration && nanos != 0) return false;
    duration.set_seconds(negative ? -seconds : seconds);
    duration.set_nanos(negative ? -nanos : nanos);
    return true;
}

bool parse_field_mask(std::string_view text, google::protobuf::FieldMask& mask) {
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto path = text.substr(0, comma);
        if (path.empty()) return false;
        auto& snake = *mask.add_paths();
        for (const char c : path) {
            const bool upper = c >= 'A' && c <= 'Z';
            const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
            const bool begins = snake.empty() || snake.back() == '.';  // a name of the path
            if ((!upper && !plain) || (begins && (upper || c == '.'))) return false;
            if (upper) snake += '_';
            snake += upper ? char(c - 'A' + 'a') : c;
        }
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
        if (text.empty()) return false;
    }
    return true;
}

}  // namespace ecommerce::json
