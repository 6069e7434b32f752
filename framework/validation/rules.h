// SPDX-License-Identifier: Apache-2.0
// The checks that generated validators are made of. Each adds a violation for `path` when the value breaks
// the rule. Any thread.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "framework/text/clean.h"
#include "framework/validation/path.h"

namespace ecommerce::validation {

class Pattern;

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

// Unicode code points of valid UTF-8.
std::size_t count_characters(std::string_view text);

void characters(Violations& out, const Path& path, std::string_view text, std::size_t min, std::size_t max);
void bytes(Violations& out, const Path& path, std::string_view data, std::size_t min, std::size_t max);
void matches(Violations& out, const Path& path, std::string_view text, const Pattern& pattern);
void starts_with(Violations& out, const Path& path, std::string_view text, std::string_view prefix);
void email(Violations& out, const Path& path, std::string_view text);
void uuid(Violations& out, const Path& path, std::string_view text);
void one_of(Violations& out, const Path& path, std::string_view text,
            std::initializer_list<std::string_view> allowed);
void none_of(Violations& out, const Path& path, std::string_view text,
             std::initializer_list<std::string_view> banned);

// What numbers of a message's field are widened to.
template <typename T>
concept Number = std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t> || std::same_as<T, double>;

template <Number T>
void more_than(Violations& out, const Path& path, T value, T limit);
template <Number T>
void at_least(Violations& out, const Path& path, T value, T limit);
template <Number T>
void less_than(Violations& out, const Path& path, T value, T limit);
template <Number T>
void at_most(Violations& out, const Path& path, T value, T limit);
template <Number T>
void one_of(Violations& out, const Path& path, T value, std::initializer_list<T> allowed);
template <Number T>
void none_of(Violations& out, const Path& path, T value, std::initializer_list<T> banned);

// `known`: what the enum's generated ..._IsValid says.
void defined(Violations& out, const Path& path, bool known);
void enum_one_of(Violations& out, const Path& path, int value, std::initializer_list<int> allowed);
void enum_none_of(Violations& out, const Path& path, int value, std::initializer_list<int> banned);

// A message field that must be set.
void required(Violations& out, const Path& path, bool set);

// False when the count is wrong: the items need not be looked at then.
bool count(Violations& out, const Path& path, std::size_t size, std::size_t min, std::size_t max);

void report_duplicate(Violations& out, const Path& path);

template <typename List>
void unique(Violations& out, const Path& path, const List& list) {
    std::vector<typename List::value_type> sorted(list.begin(), list.end());
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) report_duplicate(out, path);
}

// Of texts: no two that people take for the same.
template <typename List>
void unique_texts(Violations& out, const Path& path, const List& list) {
    std::vector<std::string> folded;
    for (const auto& one : list) folded.push_back(text::fold(one));
    unique(out, path, folded);
}

}  // namespace ecommerce::validation
