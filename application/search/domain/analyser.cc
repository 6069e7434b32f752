// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/analyser.h"

#include <algorithm>
#include <array>

#include "application/search/domain/han.h"
#include "framework/text/bare.h"
#include "framework/text/clean.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

// Code points of a word that is indexed; no search has longer ones. A text without blanks may be one word, and of a term
// of 2,048 bytes or more PostgreSQL keeps a part that may end within a letter.
constexpr std::size_t kWordMax = 100;

std::string utf8(std::u32string_view points) {
    std::string text;
    for (const char32_t point : points) text::append(text, point);
    return text;
}

bool is_digit(char32_t point) {
    return point >= '0' && point <= '9';
}

// Letters without their marks where that leaves letters: "café" is found as "cafe".
std::u32string unmarked(std::u32string_view points) {
    if (std::ranges::all_of(points, [](char32_t point) { return point < 0x80; }))
        return std::u32string(points);
    auto bare = text::code_points(text::without_marks(utf8(points)));
    return bare.empty() ? std::u32string(points) : bare;
}

// A point between two digits belongs to them: "5.5".
bool joins(std::u32string_view text, std::size_t at) {
    return text[at] == '.' && at > 0 && at + 1 < text.size() && is_digit(text[at - 1]) &&
           is_digit(text[at + 1]);
}

bool is_plain_word(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

using Readings = std::array<std::string_view, 2>;

template <typename Use>
void each_pair(std::u32string_view points, Use use) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto firsts = readings(points[i]);
        const auto seconds = readings(points[i + 1]);
        for (const auto first : firsts) {
            for (const auto second : seconds) {
                if (!first.empty() && !second.empty()) use(first, second);
            }
        }
    }
}

}  // namespace

std::vector<Run> runs_of(std::string_view text) {
    auto points = text::code_points(text::fold(text));
    for (auto& point : points) point = simplified(point);
    std::vector<Run> runs;
    const auto part_of_word = [&](std::size_t at) {
        return !is_ideographic(points[at]) && (text::is_letter(points[at]) || joins(points, at));
    };
    for (std::size_t at = 0; at < points.size();) {
        const auto start = at;
        const auto kind = is_ideographic(points[at]) ? Run::Kind::ideographs : Run::Kind::word;
        if (kind == Run::Kind::ideographs) {
            while (at < points.size() && is_ideographic(points[at])) ++at;
        } else {
            while (at < points.size() && part_of_word(at)) ++at;
        }
        if (at == start) {
            ++at;
            continue;
        }
        auto found = std::u32string_view(points).substr(start, at - start);
        auto kept = kind == Run::Kind::word ? unmarked(found) : std::u32string(found);
        auto written = utf8(kept);
        runs.push_back({.kind = kind,
                        .points = std::move(kept),
                        .text = std::move(written),
                        .start = start,
                        .length = at - start});
    }
    return runs;
}

std::string joined(std::span<const Run> runs) {
    std::string text;
    auto before = Run::Kind::ideographs;
    for (const auto& run : runs) {
        if (before == Run::Kind::word && run.kind == Run::Kind::word) text += ' ';
        text += run.text;
        before = run.kind;
    }
    return text;
}

std::string key_of(std::string_view text) {
    return joined(runs_of(text));
}

std::string stem(std::string_view word) {
    const auto cut = [&](std::size_t letters) { return std::string(word.substr(0, word.size() - letters)); };
    if (word.size() < 4 || !is_plain_word(word) || !word.ends_with('s')) return std::string(word);
    if (word.ends_with("ies") && word.size() > 4) return cut(3) + 'y';
    for (const std::string_view end : {"sses", "xes", "zes", "ches", "shes"}) {
        if (word.ends_with(end)) return cut(2);
    }
    if (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is")) return std::string(word);
    return cut(1);
}

std::vector<std::string> parts_of(std::string_view word) {
    std::vector<std::string> parts;
    const auto is_number = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    for (std::size_t at = 0; at < word.size();) {
        const auto start = at;
        const bool number = is_number(word[at]);
        while (at < word.size() && is_number(word[at]) == number) ++at;
        parts.push_back(stem(word.substr(start, at - start)));
    }
    return parts;
}

void add_tokens(Tokens& out, std::string_view text) {
    for (const auto& run : runs_of(text)) {
        if (run.kind == Run::Kind::word) {
            if (run.points.size() > kWordMax) continue;
            out.insert(stem(run.text));
            for (auto& part : parts_of(run.text)) out.insert(std::move(part));
            continue;
        }
        const std::u32string_view points = run.points;
        for (std::size_t i = 0; i < points.size(); ++i) {
            out.insert(utf8(points.substr(i, 1)));
            if (i + 1 < points.size()) out.insert(utf8(points.substr(i, 2)));
        }
    }
}

void add_pinyin(Tokens& out, std::string_view text) {
    for (const auto& run : runs_of(text)) {
        for (const char32_t point : run.points) {
            for (const auto reading : readings(point)) {
                if (!reading.empty()) out.emplace(reading);
            }
        }
        each_pair(run.points, [&](std::string_view first, std::string_view second) {
            out.insert(std::string(first) + '\'' + std::string(second));
        });
    }
}

void add_initials(Tokens& out, std::string_view text) {
    for (const auto& run : runs_of(text)) {
        each_pair(run.points, [&](std::string_view first, std::string_view second) {
            out.insert({first.front(), second.front()});
        });
    }
}

bool sounds_like(std::u32string_view key, std::string_view token, bool initials) {
    const auto quote = token.find('\'');
    const bool whole = quote == std::string_view::npos;
    const auto is_read = [&](std::size_t at, auto fits) {
        const auto found = readings(key[at]);
        return std::ranges::any_of(found, [&](auto reading) { return !reading.empty() && fits(reading); });
    };
    const auto is_pair = [&](std::size_t at, auto first, auto second) {
        return at + 1 < key.size() && is_read(at, first) && is_read(at + 1, second);
    };
    const auto is = [](std::string_view syllable) {
        return [syllable](std::string_view reading) { return reading == syllable; };
    };
    const auto begins = [](char letter) {
        return [letter](std::string_view reading) { return reading.front() == letter; };
    };
    for (std::size_t at = 0; at < key.size(); ++at) {
        if (whole && is_read(at, is(token))) return true;
        if (!whole && is_pair(at, is(token.substr(0, quote)), is(token.substr(quote + 1)))) return true;
        if (initials && token.size() == 2 && is_pair(at, begins(token[0]), begins(token[1]))) return true;
    }
    return false;
}

std::vector<std::string> trigrams_of(std::string_view word) {
    const auto points = U' ' + text::code_points(word) + U' ';
    Tokens found;
    for (std::size_t i = 0; i + 3 <= points.size(); ++i)
        found.insert(utf8(std::u32string_view(points).substr(i, 3)));
    return {found.begin(), found.end()};
}

// By rows of the table of all beginnings, of which three are kept: a swap looks back two.
std::size_t distance(std::u32string_view one, std::u32string_view other, std::size_t most) {
    const auto difference = one.size() > other.size() ? one.size() - other.size() : other.size() - one.size();
    if (difference > most) return most + 1;
    std::vector<std::size_t> before;
    std::vector<std::size_t> above(other.size() + 1);
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const std::size_t changed = one[i - 1] == other[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + changed});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = above;
        above = row;
    }
    return std::min(above.back(), most + 1);
}

}  // namespace ecommerce::search
