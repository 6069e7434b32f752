// SPDX-License-Identifier: Apache-2.0
// The checksum of PNG's chunks (ISO/IEC 15948, annex D).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ecommerce::product {

namespace detail {

inline constexpr auto kCrcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        table[i] = i;
        for (int bit = 0; bit < 8; ++bit) table[i] = (table[i] >> 1) ^ ((table[i] & 1) * 0xedb88320);
    }
    return table;
}();

}  // namespace detail

constexpr std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : bytes) sum = detail::kCrcTable[(sum ^ std::uint8_t(c)) & 0xff] ^ (sum >> 8);
    return ~sum;
}

}  // namespace ecommerce::product
