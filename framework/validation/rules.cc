// SPDX-License-Identifier: Apache-2.0
#include "framework/validation/rules.h"

#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "framework/validation/pattern.h"

namespace ecommerce::validation {

namespace {

// "1 to 64 characters", "at most 64 characters", "exactly 3 items".
std::string range_text(std::size_t min, std::size_t max, std::string_view singular, std::string_view plural) {
    const auto unit = [&](std::size_t n) { return n == 1 ? singular : plural; };
    if (min == max) return fmt::format("exactly {} {}", min, unit(min));
    if (max == kNoLimit) return fmt::format("at least {} {}", min, unit(min));
    if (min == 0) return fmt::format("at most {} {}", max, unit(max));
    return fmt::format("{} to {} {}", min, max, unit(max));
}

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_domain(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.find('.') == std::string_view::npos) return false;
    while (true) {
        const auto dot = text.find('.');
        const auto label = text.substr(0, dot);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

// The addresses that people have: dot-atoms at a domain with a dot. Quoted local parts and addresses
// beyond ASCII are refused: mail servers rarely take them.
bool is_email(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
    const auto local = text.substr(0, at);
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos)
        return false;
    constexpr std::string_view kMarks = ".!#$%&'*+/=?^_`{|}~-";
    const bool atoms = std::ranges::all_of(
        local, [&](char c) { return is_alphanumeric(c) || kMarks.find(c) != std::string_view::npos; });
    return atoms && is_domain(text.substr(at + 1));
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex_digit(text[i])) return false;
    }
    return true;
}

template <typename List, typename T>
bool contains(const List& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

}  // namespace

std::size_t count_characters(std::string_view text) {
    return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

void characters(Violations& out, const Path& path, std::string_view text, std::size_t min, std::size_t max) {
    const auto count = count_characters(text);
    if (count >= min && count <= max) return;
    if (count == 0) return report(out, path, "must not be empty");
    report(out, path, "must have " + range_text(min, max, "character", "characters"));
}

void bytes(Violations& out, const Path& path, std::string_view data, std::size_t min, std::size_t max) {
    if (data.size() >= min && data.size() <= max) return;
    report(out, path, "must have " + range_text(min, max, "byte", "bytes"));
}

void matches(Violations& out, const Path& path, std::string_view text, const Pattern& pattern) {
    if (!pattern.found_in(text)) report(out, path, "must match " + pattern.expression());
}

void starts_with(Violations& out, const Path& path, std::string_view text, std::string_view prefix) {
    if (!text.starts_with(prefix)) report(out, path, fmt::format("must begin with \"{}\"", prefix));
}

void email(Violations& out, const Path& path, std::string_view text) {
    if (!is_email(text)) report(out, path, "must be an e-mail address");
}

void uuid(Violations& out, const Path& path, std::string_view text) {
    if (!is_uuid(text)) report(out, path, "must be a UUID");
}

void one_of(Violations& out, const Path& path, std::string_view text,
            std::initializer_list<std::string_view> allowed) {
    if (!contains(allowed, text))
        report(out, path, fmt::format("must be one of: {}", fmt::join(allowed, ", ")));
}

void none_of(Violations& out, const Path& path, std::string_view text,
             std::initializer_list<std::string_view> banned) {
    if (contains(banned, text)) report(out, path, "must be another value");
}

template <Number T>
void more_than(Violations& out, const Path& path, T value, T limit) {
    // Written so that NaN fails every one of these.
    if (!(value > limit)) report(out, path, fmt::format("must be more than {}", limit));
}

template <Number T>
void at_least(Violations& out, const Path& path, T value, T limit) {
    if (!(value >= limit)) report(out, path, fmt::format("must be at least {}", limit));
}

template <Number T>
void less_than(Violations& out, const Path& path, T value, T limit) {
    if (!(value < limit)) report(out, path, fmt::format("must be less than {}", limit));
}

template <Number T>
void at_most(Violations& out, const Path& path, T value, T limit) {
    if (!(value <= limit)) report(out, path, fmt::format("must be at most {}", limit));
}

template <Number T>
void one_of(Violations& out, const Path& path, T value, std::initializer_list<T> allowed) {
    if (!contains(allowed, value))
        report(out, path, fmt::format("must be one of: {}", fmt::join(allowed, ", ")));
}

template <Number T>
void none_of(Violations& out, const Path& path, T value, std::initializer_list<T> banned) {
    if (contains(banned, value)) report(out, path, "must be another value");
}

#define ECOMMERCE_INSTANTIATE(T)                                                    \
    template void more_than<T>(Violations&, const Path&, T, T);                     \
    template void at_least<T>(Violations&, const Path&, T, T);                      \
    template void less_than<T>(Violations&, const Path&, T, T);                     \
    template void at_most<T>(Violations&, const Path&, T, T);                       \
    template void one_of<T>(Violations&, const Path&, T, std::initializer_list<T>); \
    template void none_of<T>(Violations&, const Path&, T, std::initializer_list<T>);
ECOMMERCE_INSTANTIATE(std::int64_t)
ECOMMERCE_INSTANTIATE(std::uint64_t)
ECOMMERCE_INSTANTIATE(double)
#undef ECOMMERCE_INSTANTIATE

void defined(Violations& out, const Path& path, bool known) {
    if (!known) report(out, path, "must be a known value");
}

void enum_one_of(Violations& out, const Path& path, int value, std::initializer_list<int> allowed) {
    if (!contains(allowed, value)) report(out, path, "must be one of the allowed values");
}

void enum_none_of(Violations& out, const Path& path, int value, std::initializer_list<int> banned) {
    if (!contains(banned, value)) return;
    report(out, path, value == 0 ? "must be given" : "must be another value");
}

void required(Violations& out, const Path& path, bool set) {
    if (!set) report(out, path, "must be given");
}

bool count(Violations& out, const Path& path, std::size_t size, std::size_t min, std::size_t max) {
    if (size >= min && size <= max) return true;
    report(out, path, "must have " + range_text(min, max, "item", "items"));
    return false;
}

void report_duplicate(Violations& out, const Path& path) {
    report(out, path, "must not hold the same item twice");
}

}  // namespace ecommerce::validation
