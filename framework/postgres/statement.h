// SPDX-License-Identifier: Apache-2.0
// One SQL statement, written once as a constant:
//
//   constexpr Statement kFindOrder{"SELECT id, status FROM orders WHERE order_no = $1"};
//
// It is prepared on each connection at its first use there. What several statements share is joined:
//
//   constexpr Piece kColumns = "id, order_no, status";
//   constexpr Statement kLock{joined<"SELECT ", kColumns, " FROM orders WHERE id = $1 FOR UPDATE">};
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ecommerce::postgres {

namespace detail {

constexpr bool is_word_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr bool equal_words(std::string_view word, std::string_view upper) {
    if (word.size() != upper.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i] >= 'a' && word[i] <= 'z' ? char(word[i] - 'a' + 'A') : word[i];
        if (c != upper[i]) return false;
    }
    return true;
}

// Whether it neither writes nor locks. A word inside a quoted text may make it say no, which only costs time.
constexpr bool reads_only(std::string_view sql) {
    bool first = true;
    for (std::size_t at = 0; at < sql.size();) {
        auto end = at;
        while (end < sql.size() && is_word_character(sql[end])) ++end;
        const auto word = sql.substr(at, end - at);
        at = end + (end == at ? 1 : 0);
        if (word.empty()) continue;
        if (first && !equal_words(word, "SELECT") && !equal_words(word, "WITH")) return false;
        first = false;
        for (const std::string_view changes : {"INSERT", "UPDATE", "DELETE", "MERGE", "SHARE"}) {
            if (equal_words(word, changes)) return false;
        }
        if (word.starts_with("pg_advisory") || word.starts_with("PG_ADVISORY")) return false;
    }
    return !first;
}

// Whether one plan suits all values of the parameters: what reads by keys and what writes. Lists, patterns and
// sums are different: how many rows they meet depends on the values.
constexpr bool plans_once(std::string_view sql) {
    for (std::size_t at = 0; at < sql.size();) {
        auto end = at;
        while (end < sql.size() && is_word_character(sql[end])) ++end;
        const auto word = sql.substr(at, end - at);
        at = end + (end == at ? 1 : 0);
        for (const std::string_view many : {"LIMIT", "LIKE", "ILIKE", "COUNT", "SUM", "MIN", "MAX"}) {
            if (equal_words(word, many)) return false;
        }
    }
    return true;
}

}  // namespace detail

// A piece of SQL. The lint follows joined<…> where each piece is a literal or a Piece of the same file or of a
// header that it includes.
template <std::size_t Size>
struct Piece {
    consteval Piece(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) characters[i] = literal[i];
    }
    char characters[Size]{};
    static constexpr std::size_t kLength = Size - 1;
};

namespace detail {

template <Piece... Pieces>
inline constexpr auto joined_characters = [] {
    std::array<char, (decltype(Pieces)::kLength + ... + 1)> all{};
    std::size_t at = 0;
    const auto add = [&](const auto& piece) {
        for (std::size_t i = 0; i < piece.kLength; ++i) all[at++] = piece.characters[i];
    };
    (add(Pieces), ...);
    return all;
}();

}  // namespace detail

// The pieces as one text, which lives as long as the program.
template <Piece... Pieces>
inline constexpr const char* joined = detail::joined_characters<Pieces...>.data();

struct Statement {
    constexpr Statement(const char* text) : sql(text), reads(detail::reads_only(text)) {}

    const char* sql;  // its address is the statement's identity: it lives as long as the program
    bool reads;       // neither writes nor locks rows
    // A connection plans it at its first use and keeps the plan. Left to itself PostgreSQL plans `= ANY($1)`
    // anew at each use, which takes several times as long as to run it.
    bool planned_once = detail::plans_once(sql);
};

}  // namespace ecommerce::postgres
