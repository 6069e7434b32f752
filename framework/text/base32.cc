// SPDX-License-Identifier: Apache-2.0
#include "framework/text/base32.h"

#include <cstdint>

namespace ecommerce::text {

std::string to_base32(std::string_view bytes) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    out.reserve((bytes.size() * 8 + 4) / 5);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char byte : bytes) {
        held = (held << 8U | std::uint8_t(byte)) & 0xFFFU;
        for (bits += 8; bits >= 5;) out += kDigits[held >> (bits -= 5) & 31U];
    }
    if (bits > 0) out += kDigits[held << (5 - bits) & 31U];
    return out;
}

}  // namespace ecommerce::text
