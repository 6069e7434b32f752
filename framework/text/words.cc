// SPDX-License-Identifier: Apache-2.0
#include "framework/text/words.h"

namespace ecommerce::text {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::vector<std::string_view> words(std::string_view text, char separator) {
    std::vector<std::string_view> found;
    for (const auto part : split(text, separator)) {
        if (const auto word = trim(part); !word.empty()) found.push_back(word);
    }
    return found;
}

}  // namespace ecommerce::text
