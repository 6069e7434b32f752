// SPDX-License-Identifier: Apache-2.0
#include "framework/json/locate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace ecommerce::json {

namespace {

bool number_fits(std::string_view number) {
    const char* const begin = number.data();
    const char* const end = begin + number.size();
    if (number.find_first_of(".eE") != std::string_view::npos) {
        return std::isfinite(std::strtod(std::string(number).c_str(), nullptr));
    }
    std::int64_t low = 0;
    std::uint64_t high = 0;
    return std::from_chars(begin, end, low).ec != std::errc::result_out_of_range ||
           (number.front() != '-' && std::from_chars(begin, end, high).ec != std::errc::result_out_of_range);
}

// Follows the nesting of a text without checking its grammar.
class Walk {
public:
    Walk(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {}

    std::optional<FieldViolation> run() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                take_string();
            } else if (c == '{' || c == '[') {
                if (levels_.size() == max_depth_) {
                    return FieldViolation{path(),
                                          "must not be nested deeper than " + std::to_string(max_depth_)};
                }
                levels_.push_back({c == '[', 0, {}});
                ++at_;
            } else if (c == '}' || c == ']') {
                if (levels_.empty()) return std::nullopt;
                levels_.pop_back();
                ++at_;
            } else if (c == ',') {
                if (!levels_.empty()) ++levels_.back().index;
                ++at_;
            } else if (c == '-' || (c >= '0' && c <= '9')) {
                const auto end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
                if (!number_fits(text_.substr(at_, end - at_)))
                    return FieldViolation{path(), "is out of range"};
                at_ = end;
            } else {
                ++at_;
            }
        }
        return std::nullopt;
    }

private:
    struct Level {
        bool list;
        std::size_t index;
        std::string_view key;
    };

    void take_string() {
        const auto begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        const auto end = std::min(at_, text_.size());
        ++at_;
        // Which strings are keys does not matter: the last one before a value is its key.
        if (!levels_.empty()) levels_.back().key = text_.substr(begin, end - begin);
    }

    std::string path() const {
        std::string path;
        for (const auto& level : levels_) {
            if (level.list) {
                path += '[' + std::to_string(level.index) + ']';
            } else {
                if (!path.empty()) path += '.';
                path += level.key.substr(0, 100);
            }
        }
        return path;
    }

    std::string_view text_;
    std::size_t max_depth_;
    std::size_t at_ = 0;
    std::vector<Level> levels_;
};

}  // namespace

std::optional<FieldViolation> locate_problem(std::string_view text, std::size_t max_depth) {
    return Walk(text, max_depth).run();
}

}  // namespace ecommerce::json
