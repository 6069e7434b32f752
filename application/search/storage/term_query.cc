// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/term_query.h"

namespace ecommerce::search {

namespace {

void add_lexeme(std::string& out, char source, std::string_view token) {
    out += '\'';
    out += source;
    for (const char c : token) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    out += '\'';
}

void add_token(std::string& out, std::string_view sources, std::string_view token) {
    if (sources.size() > 1) out += '(';
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (i > 0) out += " | ";
        add_lexeme(out, sources[i], token);
    }
    if (sources.size() > 1) out += ')';
}

void add_attribute(std::string& out, const ChosenAttribute& attribute) {
    out += out.empty() ? "(" : " & (";
    bool first = true;
    for (const auto& value : attribute.values) {
        if (!first) out += " | ";
        first = false;
        add_lexeme(out, 'f', to_text({.name = attribute.name, .value = value}));
    }
    out += ')';
}

}  // namespace

std::string_view sources_of(const Alternative& alternative, Place place) {
    switch (alternative.reading) {
    case Reading::words: return place == Place::strong || alternative.strong_only ? "s" : "sa";
    case Reading::pinyin: return "p";
    case Reading::initials: return "i";
    case Reading::description: break;
    }
    return "sad";
}

std::optional<std::string> to_tsquery(const Query& query, Reading reading, Place place,
                                      const std::vector<ChosenAttribute>& attributes) {
    if (query.units.empty() && attributes.empty()) return std::nullopt;
    std::string out;
    for (const auto& unit : query.units) {
        out += out.empty() ? "(" : " & (";
        bool first = true;
        for (const auto& alternative : unit.alternatives) {
            if (alternative.reading > reading || alternative.tokens.empty()) continue;
            if (!first) out += " | ";
            first = false;
            out += '(';
            for (std::size_t i = 0; i < alternative.tokens.size(); ++i) {
                if (i > 0) out += " & ";
                add_token(out, sources_of(alternative, place), alternative.tokens[i]);
            }
            out += ')';
        }
        out += ')';
    }
    for (const auto& attribute : attributes) add_attribute(out, attribute);
    return out;
}

}  // namespace ecommerce::search
