// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/matcher.h"

#include <algorithm>
#include <queue>
#include <set>

#include <fmt/format.h>

namespace ecommerce::erasure {

namespace {

// A phone number is written in many ways; below this its digits are found by chance.
constexpr std::size_t kPhoneDigits = 7;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool is_word(char c) {
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string in_json(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
    }
    return out;
}

// `blank` is how a space is written there.
std::string in_url(std::string_view text, std::string_view blank) {
    std::string out;
    for (const char c : text) {
        if (is_word(c) || std::string_view("-._~").contains(c)) {
            out += c;
        } else if (c == ' ') {
            out += blank;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

std::set<std::string> forms_of(const Needle& needle) {
    std::set<std::string> forms{needle.value, in_json(needle.value), in_url(needle.value, "%20"),
                                in_url(needle.value, "+")};
    if (needle.kind != "phone") return forms;
    const auto digits = digits_of(needle.value);
    if (digits.size() < kPhoneDigits) return forms;
    forms.insert(digits);
    constexpr std::string_view kCountry = "86";
    if (digits.starts_with(kCountry) && digits.size() == 13) forms.insert(digits.substr(kCountry.size()));
    return forms;
}

}  // namespace

Matcher::Matcher(const std::vector<Needle>& needles) {
    nodes_.emplace_back().next.fill(0);
    for (const auto& needle : needles) {
        if (needle.value.size() < kShortest) continue;
        auto kind = std::size_t(std::ranges::find(kinds_, needle.kind) - kinds_.begin());
        if (kind == kinds_.size()) kinds_.push_back(needle.kind);
        for (const auto& form : forms_of(needle)) add(form, kind);
    }
    link();
}

void Matcher::add(std::string_view text, std::size_t kind) {
    std::int32_t at = 0;
    for (const char c : text) {
        auto& next = nodes_[std::size_t(at)].next[static_cast<unsigned char>(lower(c))];
        if (next == 0) {
            next = std::int32_t(nodes_.size());
            at = next;  // before the vector moves
            nodes_.emplace_back().next.fill(0);
        } else {
            at = next;
        }
    }
    auto& pattern = nodes_[std::size_t(at)].pattern;
    if (pattern >= 0) return;  // another kind has the same text: one report is enough
    pattern = std::int32_t(patterns_.size());
    patterns_.push_back({text.size(), kind, is_word(text.front()), is_word(text.back())});
    longest_ = std::max(longest_, text.size());
}

// Breadth first: what a node's failure leads to is complete before the node.
void Matcher::link() {
    std::queue<std::int32_t> open;
    for (const auto child : nodes_[0].next) {
        if (child != 0) open.push(child);
    }
    while (!open.empty()) {
        auto& node = nodes_[std::size_t(open.front())];
        open.pop();
        const auto& behind = nodes_[std::size_t(node.fail)];
        node.shorter = behind.pattern >= 0 ? node.fail : behind.shorter;
        for (std::size_t byte = 0; byte < node.next.size(); ++byte) {
            auto& child = node.next[byte];
            if (child == 0) {
                child = behind.next[byte];
            } else {
                nodes_[std::size_t(child)].fail = behind.next[byte];
                open.push(child);
            }
        }
    }
}

std::vector<std::size_t> Matcher::find(std::string_view haystack, Of of, Cut cut) const {
    std::vector<std::size_t> found;
    std::int32_t at = 0;
    const auto bounded = [&](const Pattern& pattern, std::size_t end) {
        const auto begin = end - pattern.size;
        if ((cut.before && begin == 0) || (cut.behind && end == haystack.size())) return false;
        if (of == Of::bytes) return pattern.size >= kShortestInBytes;
        return !(pattern.word_before && begin > 0 && is_word(haystack[begin - 1])) &&
               !(pattern.word_after && end < haystack.size() && is_word(haystack[end]));
    };
    for (std::size_t i = 0; i < haystack.size(); ++i) {
        at = nodes_[std::size_t(at)].next[static_cast<unsigned char>(lower(haystack[i]))];
        for (auto hit = at; hit != 0; hit = nodes_[std::size_t(hit)].shorter) {
            const auto index = nodes_[std::size_t(hit)].pattern;
            if (index < 0) continue;
            const auto& pattern = patterns_[std::size_t(index)];
            if (bounded(pattern, i + 1) && std::ranges::find(found, pattern.kind) == found.end()) {
                found.push_back(pattern.kind);
            }
        }
    }
    return found;
}

}  // namespace ecommerce::erasure
