// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/statement_summary.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace ecommerce::telemetry {
namespace {

// Keywords, names and parentheses, in order; literals and comments are passed over.
std::vector<std::string_view> words_of(std::string_view sql) {
    std::vector<std::string_view> words;
    const auto part_of_word = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '.';
    };
    for (std::size_t at = 0; at < sql.size();) {
        if (sql[at] == '\'') {
            at = std::min(sql.find('\'', at + 1), sql.size() - 1) + 1;
        } else if (sql.substr(at, 2) == "--") {
            at = std::min(sql.find('\n', at), sql.size());
        } else if (part_of_word(sql[at])) {
            const std::size_t start = at;
            while (at < sql.size() && part_of_word(sql[at])) ++at;
            words.push_back(sql.substr(start, at - start));
        } else {
            if (sql[at] == '(') words.push_back(sql.substr(at, 1));
            ++at;
        }
    }
    return words;
}

std::string upper(std::string_view word) {
    std::string text(word);
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return char(std::toupper(letter)); });
    return text;
}

}  // namespace

StatementSummary summarise(std::string_view sql) {
    static constexpr std::array<std::string_view, 3> kChanges{"INSERT", "UPDATE", "DELETE"};
    const auto words = words_of(sql);
    if (words.empty()) return {};
    StatementSummary summary{.operation = upper(words[0]), .collection = {}};
    std::size_t start = 0;
    if (summary.operation == "WITH") {
        summary.operation = "SELECT";
        for (std::size_t i = 0; i < words.size(); ++i) {
            // FOR UPDATE and DO UPDATE change nothing by themselves.
            const bool clause = i > 0 && (upper(words[i - 1]) == "FOR" || upper(words[i - 1]) == "DO");
            if (clause || std::ranges::find(kChanges, upper(words[i])) == kChanges.end()) continue;
            summary.operation = upper(words[i]);
            start = i;
            break;
        }
    }
    const std::string before = summary.operation == "INSERT"   ? "INTO"
                               : summary.operation == "UPDATE" ? "UPDATE"
                                                               : "FROM";
    for (std::size_t i = start; i + 1 < words.size(); ++i) {
        if (upper(words[i]) != before) continue;
        const bool only = upper(words[i + 1]) == "ONLY" && i + 2 < words.size();
        const auto name = words[only ? i + 2 : i + 1];
        if (name == "(") continue;  // of a subquery: its own FROM follows
        summary.collection = name;
        break;
    }
    return summary;
}

}  // namespace ecommerce::telemetry
