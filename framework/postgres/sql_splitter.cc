// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/sql_splitter.h"

#include <algorithm>
#include <cctype>

#include "framework/text/words.h"

namespace ecommerce::postgres::detail {

namespace {

constexpr std::string_view kSpaces = " \t\n\r\f\v";

bool is_space(char c) {
    return kSpaces.contains(c);
}
bool is_word_start(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) {
    return is_word_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '$';
}

// Each skip_* takes the position of the first character of its thing and gives the one after its end.
class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    // The thing at `at`: a quoted text, a comment, a word, or one character.
    std::size_t skip(std::size_t at) const {
        const char c = sql_[at];
        if (is_comment(at)) return skip_comment(at);
        if (c == '\'') return skip_quoted(at, '\'', false);
        if (c == '"') return skip_quoted(at, '"', false);
        if (c == '$') return skip_dollar(at);
        if ((c == 'E' || c == 'e') && at + 1 < sql_.size() && sql_[at + 1] == '\'') {
            return skip_quoted(at + 1, '\'', true);
        }
        if (is_word_start(c)) return skip_word(at);
        return at + 1;
    }

    bool is_comment(std::size_t at) const {
        return sql_.substr(at).starts_with("--") || sql_.substr(at).starts_with("/*");
    }

    std::size_t skip_comment(std::size_t at) const {
        if (sql_[at] == '-') return std::min(sql_.find('\n', at), sql_.size());
        int depth = 0;
        while (at < sql_.size()) {
            const auto rest = sql_.substr(at);
            if (rest.starts_with("/*")) {
                ++depth;
                at += 2;
            } else if (rest.starts_with("*/")) {
                at += 2;
                if (--depth == 0) return at;
            } else {
                ++at;
            }
        }
        return at;
    }

    std::size_t skip_word(std::size_t at) const {
        while (at < sql_.size() && is_word(sql_[at])) ++at;
        return at;
    }

private:
    // A doubled quote needs no care: it ends one text and begins the next.
    std::size_t skip_quoted(std::size_t at, char quote, bool backslashes) const {
        for (++at; at < sql_.size(); ++at) {
            if (backslashes && sql_[at] == '\\') {
                ++at;
            } else if (sql_[at] == quote) {
                // Inside E'' the doubled quote must not fall back to the rules of plain texts.
                if (!backslashes || at + 1 >= sql_.size() || sql_[at + 1] != quote) return at + 1;
                ++at;
            }
        }
        return sql_.size();
    }

    // $tag$ … $tag$, or a parameter like $1.
    std::size_t skip_dollar(std::size_t at) const {
        auto end = at + 1;
        if (end < sql_.size() && is_word_start(sql_[end])) {
            while (end < sql_.size() && is_word(sql_[end]) && sql_[end] != '$') ++end;
        }
        if (end >= sql_.size() || sql_[end] != '$') return at + 1;
        const auto tag = sql_.substr(at, end + 1 - at);
        const auto close = sql_.find(tag, end + 1);
        return close == std::string_view::npos ? sql_.size() : close + tag.size();
    }

    std::string_view sql_;
};

}  // namespace

std::vector<std::string_view> split_statements(std::string_view sql) {
    constexpr auto kNone = std::string_view::npos;
    std::vector<std::string_view> statements;
    const Scanner scanner(sql);
    std::size_t start = kNone;
    int parentheses = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        if (c == ';' && parentheses <= 0) {
            if (start != kNone) statements.push_back(text::trim(sql.substr(start, at - start), kSpaces));
            start = kNone;
            ++at;
            continue;
        }
        if (start == kNone && !is_space(c) && !scanner.is_comment(at)) {
            start = at;
            parentheses = 0;
        }
        if (c == '(') ++parentheses;
        if (c == ')') --parentheses;
        at = scanner.skip(at);
    }
    if (start != kNone) statements.push_back(text::trim(sql.substr(start), kSpaces));
    return statements;
}

std::string leading_words(std::string_view statement, int count) {
    const Scanner scanner(statement);
    std::string words;
    for (std::size_t at = 0; at < statement.size() && count > 0;) {
        const auto end = scanner.skip(at);
        if (is_word_start(statement[at])) {
            if (!words.empty()) words += ' ';
            for (const char c : statement.substr(at, end - at))
                words += char(std::toupper(static_cast<unsigned char>(c)));
            --count;
        } else if (!is_space(statement[at]) && !scanner.is_comment(at)) {
            break;
        }
        at = end;
    }
    return words;
}

bool needs_no_transaction(std::string_view statement) {
    const auto words = leading_words(statement, 5);
    if (words.starts_with("VACUUM") || words.starts_with("CREATE DATABASE") ||
        words.starts_with("DROP DATABASE") || words.starts_with("ALTER SYSTEM")) {
        return true;
    }
    const bool index = words.starts_with("CREATE INDEX") || words.starts_with("CREATE UNIQUE INDEX") ||
                       words.starts_with("DROP INDEX") || words.starts_with("REINDEX");
    return index && words.find(" CONCURRENTLY") != std::string::npos;
}

bool controls_transaction(std::string_view statement) {
    const auto word = leading_words(statement, 1);
    return word == "BEGIN" || word == "COMMIT" || word == "END" ||
           leading_words(statement, 2) == "START TRANSACTION";
}

}  // namespace ecommerce::postgres::detail
