// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/page_map.h"

#include <algorithm>
#include <stdexcept>

#include "framework/http/characters.h"
#include "framework/text/words.h"

namespace ecommerce::gateway {

namespace {

// What may stand in a path as it is; no id of ours has anything else.
bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        const char lower = http::to_lower(c);
        return http::is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
    });
}

[[noreturn]] void refuse(std::string_view line) {
    throw std::runtime_error("In addresses.txt of the web folder this line is no page and what it shows: " +
                             std::string(line));
}

}  // namespace

PageMap PageMap::read(std::string_view text) {
    PageMap map;
    for (const auto line : text::words(text, '\n')) {
        if (line.starts_with('#')) continue;
        const auto parts = text::words(line, ' ');
        if (parts.size() > 2) refuse(line);
        if (line == "/") continue;  // is always there, and no template
        try {
            map.router_.add(http::Verb::get, parts.front(), map.shows_.size(), "addresses.txt");
        } catch (const std::invalid_argument&) {
            refuse(line);
        }
        map.shows_.emplace_back(parts.size() == 2 ? parts.back() : std::string_view());
    }
    return map;
}

PageMap::Found PageMap::find(std::string_view path) const {
    if (path == "/") return {.known = true};
    if (path.ends_with('/')) path.remove_suffix(1);
    const auto match = router_.match(http::Verb::get, path);
    if (!match) return {};
    Found found{.known = true, .shows = shows_[match->route]};
    for (const auto& [name, value] : match->variables) {
        const auto place = "{" + std::string(name) + "}";
        const auto at = found.shows.find(place);
        if (at == std::string::npos) continue;
        if (!is_plain(value)) return {};
        found.shows.replace(at, place.size(), value);
    }
    return found;
}

}  // namespace ecommerce::gateway
