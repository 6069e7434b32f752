// SPDX-License-Identifier: Apache-2.0
#include "framework/text/phone.h"

#include <algorithm>
#include <array>

#include "framework/text/words.h"

namespace ecommerce::text {

namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr std::array<std::string_view, 16> kBetweenDigits = {
    " ",      "-",      "(",      ")",      ".",      "/",      "\u00b7", "\u2010",
    "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u30fc", "\u3000", "\u00a0"};

// What people write before an extension; the longer ones first.
constexpr std::array<std::string_view, 12> kBeforeExtension = {
    "extension", "转分机", "轉分機", ";ext=", "分机", "分機", "ext.", "ext", "转", "轉", "x", "#"};

template <typename Words>
bool take_one_of(std::string_view& text, const Words& words) {
    const auto found =
        std::ranges::find_if(words, [&](std::string_view word) { return text.starts_with(word); });
    if (found == words.end()) return false;
    text.remove_prefix(found->size());
    return true;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    }
    return out;
}

// 010-62345678-801: area, number and extension are how a line in China with an extension is written.
std::string mark_extension(std::string text) {
    const auto parts = split(text, '-');
    const auto digits = [](std::string_view part, std::size_t min, std::size_t max) {
        return part.size() >= min && part.size() <= max && std::ranges::all_of(part, is_digit);
    };
    if (parts.size() == 3 && parts[0].starts_with('0') && digits(parts[0], 3, 4) && digits(parts[1], 7, 8) &&
        digits(parts[2], 1, 6)) {
        text[text.rfind('-')] = '#';
    }
    return text;
}

}  // namespace

std::string plain_phone(std::string_view text) {
    auto lowered = lower(text);
    // +44 (0)20 …: the 0 is for callers inside the country.
    if (lowered.starts_with('+')) {
        const auto inside = lowered.find("(0)");
        if (inside != std::string::npos) lowered.erase(inside, 3);
    }
    lowered = mark_extension(std::move(lowered));
    std::string out;
    bool extended = false;
    for (std::string_view rest = lowered; !rest.empty();) {
        if (is_digit(rest.front()) || (rest.front() == '+' && out.empty())) {
            out += rest.front();
            rest.remove_prefix(1);
        } else if (!out.empty() && !extended && take_one_of(rest, kBeforeExtension)) {
            out += '#';
            extended = true;
            if (rest.starts_with(':')) rest.remove_prefix(1);
        } else if (!take_one_of(rest, kBetweenDigits)) {
            return std::string(text);
        }
    }
    return out;
}

}  // namespace ecommerce::text
