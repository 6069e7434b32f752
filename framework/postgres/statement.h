// SPDX-License-Identifier: Apache-2.0
// One SQL statement, written once as a constant that says what it does:
//
//   constexpr Read kFind{R"sql(SELECT id, status FROM orders WHERE order_no = $1)sql"};
//   constexpr Write kTake{R"sql(SELECT id FROM orders WHERE order_no = $1 FOR UPDATE)sql"};
//   constexpr Read kList{Plan::each_time, R"sql(SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT $2)sql"};
//   constexpr Read kAll{Lane::lists, R"sql(SELECT COUNT(*) FROM orders)sql"};
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

// Which connections of its loop a Read goes over when it is no part of a transaction.
enum class Lane {
    // Shared: answers come in the order of the questions, so nothing that takes long belongs here.
    keys,
    // One statement at a time on a few connections, the others wait: what may meet many rows, which is what
    // Plan::each_time says as well.
    lists,
};

// What is sent: a Read or a Write.
struct Statement {
    const char* sql;  // its address is the statement's identity: it lives as long as the program
    bool reads;       // neither writes nor locks
    Plan plan;
    Lane lane;  // of what reads

protected:
    constexpr Statement(Plan how, Lane where, bool only_reads, const char* text)
        : sql(text), reads(only_reads), plan(how), lane(where) {}
};

// Neither writes nor locks, and may be sent again.
struct Read : Statement {
    constexpr Read(const char* text) : Read(Plan::once, Lane::keys, text) {}
    constexpr Read(Plan how, const char* text)
        : Read(how, how == Plan::each_time ? Lane::lists : Lane::keys, text) {}
    constexpr Read(Lane where, const char* text) : Read(Plan::once, where, text) {}
    constexpr Read(Plan how, Lane where, const char* text) : Statement(how, where, true, text) {}
};

// Writes or locks: has a connection to itself.
struct Write : Statement {
    constexpr Write(const char* text) : Write(Plan::once, text) {}
    constexpr Write(Plan how, const char* text) : Statement(how, Lane::keys, false, text) {}
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
