// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/path_template.h"

#include <algorithm>
#include <stdexcept>

#include "framework/http/characters.h"

namespace ecommerce::rest {

namespace {

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), rest_(text) {}

    PathTemplate parse() {
        do {
            expect('/');
            segment();
        } while (rest_.starts_with('/'));
        if (take(':')) {
            out_.verb = literal();
        }
        if (!rest_.empty()) refuse();
        for (std::size_t i = 0; i + 1 < out_.segments.size(); ++i) {
            if (out_.segments[i].kind == PathTemplate::Kind::rest) refuse();
        }
        return std::move(out_);
    }

private:
    [[noreturn]] void refuse() const {
        throw std::invalid_argument("\"" + std::string(text_) + "\" is not a path template");
    }
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) refuse();
    }
    // Letters, digits and what else stands for itself in a path.
    std::string literal() {
        const auto end = std::ranges::find_if_not(
            rest_, [](char c) { return http::is_token_char(c) && c != '*' && c != '%'; });
        const auto size = std::size_t(end - rest_.begin());
        if (size == 0) refuse();
        std::string text(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return text;
    }
    void segment() {
        if (take('{')) {
            variable();
        } else {
            plain_segment();
        }
    }
    void plain_segment() {
        if (rest_.starts_with("**")) {
            rest_.remove_prefix(2);
            out_.segments.push_back({PathTemplate::Kind::rest, {}});
        } else if (take('*')) {
            out_.segments.push_back({PathTemplate::Kind::one, {}});
        } else {
            out_.segments.push_back({PathTemplate::Kind::literal, literal()});
        }
    }
    void variable() {
        PathTemplate::Variable variable;
        const auto end = rest_.find_first_of("=}");
        if (end == std::string_view::npos || end == 0) refuse();
        variable.field = rest_.substr(0, end);
        rest_.remove_prefix(end);
        variable.begin = out_.segments.size();
        if (take('=')) {
            do {
                plain_segment();
            } while (take('/'));
        } else {
            out_.segments.push_back({PathTemplate::Kind::one, {}});
        }
        const bool open = out_.segments.back().kind == PathTemplate::Kind::rest;
        variable.end = open ? PathTemplate::kToTheEnd : out_.segments.size();
        expect('}');
        out_.variables.push_back(std::move(variable));
    }

    std::string_view text_;
    std::string_view rest_;
    PathTemplate out_;
};

}  // namespace

PathTemplate PathTemplate::parse(std::string_view text) {
    return Parser(text).parse();
}

}  // namespace ecommerce::rest
