// SPDX-License-Identifier: Apache-2.0
// A regular expression in RE2's syntax: it takes time linear in the text, whatever the pattern is.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace ecommerce::validation {

class Pattern {
public:
    // Throws std::invalid_argument for a pattern that RE2 does not know.
    explicit Pattern(std::string_view expression);
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    // Whether it is found anywhere in the text. Any thread.
    bool found_in(std::string_view text) const;
    const std::string& expression() const;

private:
    std::unique_ptr<re2::RE2> expression_;
};

}  // namespace ecommerce::validation
