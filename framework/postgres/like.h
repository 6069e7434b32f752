// SPDX-License-Identifier: Apache-2.0
// What a person typed as a pattern for LIKE and ILIKE: its signs mean themselves.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::postgres {

// Matches what begins with `text`.
inline std::string begins_with(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

// Matches what has `text` somewhere.
inline std::string has_part(std::string_view text) {
    return "%" + begins_with(text);
}

}  // namespace ecommerce::postgres
