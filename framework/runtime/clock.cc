// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/clock.h"

#include <charconv>

#include <fmt/format.h>

namespace ecommerce {

namespace chrono = std::chrono;

std::string format_rfc3339(Timestamp time) {
    const auto day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date(day);
    const chrono::hh_mm_ss clock(time - day);
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(date.year()), unsigned(date.month()),
                            unsigned(date.day()), clock.hours().count(), clock.minutes().count(),
                            clock.seconds().count());
    if (const auto micros = clock.subseconds().count(); micros != 0) text += fmt::format(".{:06}", micros);
    return text + "Z";
}

namespace {

// Reads exactly `digits` digits at `at` and moves it on.
bool number(std::string_view text, std::size_t& at, std::size_t digits, int& out) {
    if (at + digits > text.size()) return false;
    const auto* first = text.data() + at;
    for (std::size_t i = 0; i < digits; ++i) {
        if (first[i] < '0' || first[i] > '9') return false;
    }
    std::from_chars(first, first + digits, out);
    at += digits;
    return true;
}

bool literal(std::string_view text, std::size_t& at, std::string_view allowed) {
    if (at >= text.size() || allowed.find(text[at]) == std::string_view::npos) return false;
    ++at;
    return true;
}

// Fractions beyond microseconds are cut off.
bool fraction(std::string_view text, std::size_t& at, int& micros) {
    if (at >= text.size() || text[at] != '.') return true;
    ++at;
    std::size_t digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits) {
        if (digits < 6) micros = micros * 10 + (text[at] - '0');
    }
    for (auto left = digits; left < 6; ++left) micros *= 10;
    return digits > 0 && digits <= 9;
}

bool offset(std::string_view text, std::size_t& at, chrono::minutes& shift) {
    if (literal(text, at, "Zz")) return true;
    const bool behind = at < text.size() && text[at] == '-';
    int hours = 0;
    int minutes = 0;
    if (!literal(text, at, "+-") || !number(text, at, 2, hours) || !literal(text, at, ":") ||
        !number(text, at, 2, minutes) || hours > 23 || minutes > 59) {
        return false;
    }
    shift = chrono::hours(hours) + chrono::minutes(minutes);
    if (behind) shift = -shift;
    return true;
}

}  // namespace

Result<Timestamp> parse_rfc3339(std::string_view text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0;
    chrono::minutes shift{0};
    std::size_t at = 0;
    const bool shaped = number(text, at, 4, year) && literal(text, at, "-") && number(text, at, 2, month) &&
                        literal(text, at, "-") && number(text, at, 2, day) && literal(text, at, "Tt") &&
                        number(text, at, 2, hour) && literal(text, at, ":") && number(text, at, 2, minute) &&
                        literal(text, at, ":") && number(text, at, 2, second) && fraction(text, at, micros) &&
                        offset(text, at, shift) && at == text.size();
    const chrono::year_month_day date{chrono::year(year), chrono::month(unsigned(month)),
                                      chrono::day(unsigned(day))};
    if (!shaped || !date.ok() || year < 1 || hour > 23 || minute > 59 || second > 59) {
        return fail(Code::invalid, "INVALID_TIME", "A time is written like 2026-01-31T09:30:00Z.");
    }
    return Timestamp(chrono::sys_days(date) + chrono::hours(hour) + chrono::minutes(minute) +
                     chrono::seconds(second) + chrono::microseconds(micros) - shift);
}

}  // namespace ecommerce
