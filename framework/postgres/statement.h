// SPDX-License-Identifier: Apache-2.0
// One SQL statement, written once as a constant that says what it does:
//
//   constexpr Read kFind{R"sql(SELECT id, status FROM orders WHERE order_no = $1)sql"};
//   constexpr Write kTake{R"sql(SELECT id FROM orders WHERE order_no = $1 FOR UPDATE)sql"};
//   constexpr Read kList{Plan::each_time, R"sql(SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT $2)sql"};
//
// It is prepared on each connection at its first use there. What several statements share is joined:
//
//   constexpr Piece kColumns = R"sql(id, order_no, status)sql";
//   constexpr Write kLock{joined<R"sql(SELECT )sql", kColumns, R"sql( FROM orders WHERE id = $1 FOR UPDATE)sql">};
//
// tools/sql_lint holds what is said against the text.
#pragma once

#include <array>
#include <cstddef>

namespace ecommerce::postgres {

enum class Plan {
    // A connection plans it at its first use and keeps the plan: what reads by keys, and what writes. Left to itself
    // PostgreSQL plans `= ANY($1)` anew at each use, which takes several times as long as to run it. On Citus, which
    // cannot distribute every plan made without the values, PostgreSQL chooses here too.
    once,
    // PostgreSQL chooses by the values of each use: lists, patterns and sums, since the values decide how many rows
    // they meet.
    each_time,
};

// What is sent: a Read or a Write.
struct Statement {
    const char* sql;  // its address is the statement's identity: it lives as long as the program
    bool reads;       // neither writes nor locks
    Plan plan;

protected:
    constexpr Statement(Plan how, bool only_reads, const char* text)
        : sql(text), reads(only_reads), plan(how) {}
};

// Neither writes nor locks: shares a connection with other reads, and may be sent again when that is lost.
struct Read : Statement {
    constexpr Read(const char* text) : Read(Plan::once, text) {}
    constexpr Read(Plan how, const char* text) : Statement(how, true, text) {}
};

// Writes or locks: has a connection to itself.
struct Write : Statement {
    constexpr Write(const char* text) : Write(Plan::once, text) {}
    constexpr Write(Plan how, const char* text) : Statement(how, false, text) {}
};

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

}  // namespace ecommerce::postgres
