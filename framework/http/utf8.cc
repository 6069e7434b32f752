// SPDX-License-Identifier: Apache-2.0
#include "framework/http/utf8.h"

#include <cstdint>

namespace ecommerce::http {

std::size_t utf8_length(std::string_view text) {
    if (text.empty()) return 0;
    const auto first = std::uint8_t(text[0]);
    if (first < 0x80) return 1;
    std::size_t length = 0;
    std::uint32_t point = 0;
    std::uint32_t smallest = 0;
    if ((first & 0xE0) == 0xC0) {
        length = 2;
        point = first & 0x1F;
        smallest = 0x80;
    } else if ((first & 0xF0) == 0xE0) {
        length = 3;
        point = first & 0x0F;
        smallest = 0x800;
    } else if ((first & 0xF8) == 0xF0) {
        length = 4;
        point = first & 0x07;
        smallest = 0x10000;
    } else {
        return 0;
    }
    if (text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = std::uint8_t(text[i]);
        if ((byte & 0xC0) != 0x80) return 0;
        point = point << 6 | (byte & 0x3F);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point < smallest || point > 0x10FFFF || surrogate ? 0 : length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace ecommerce::http
