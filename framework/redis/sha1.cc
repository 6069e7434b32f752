// SPDX-License-Identifier: Apache-2.0
#include "framework/redis/sha1.h"

#include <array>
#include <bit>
#include <cstdint>

#include <fmt/format.h>

namespace ecommerce::redis::detail {

namespace {

using State = std::array<std::uint32_t, 5>;

std::uint32_t big_endian(const char* from) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(from[i]);
    return value;
}

// FIPS 180-4, section 6.1.2.
void add_block(State& state, const char* block) {
    std::array<std::uint32_t, 80> schedule;
    for (std::size_t t = 0; t < 16; ++t) schedule[t] = big_endian(block + 4 * t);
    for (std::size_t t = 16; t < 80; ++t) {
        schedule[t] = std::rotl(schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], 1);
    }
    auto [a, b, c, d, e] = state;
    for (std::size_t t = 0; t < 80; ++t) {
        std::uint32_t mixed = 0;
        if (t < 20) {
            mixed = ((b & c) | (~b & d)) + 0x5A827999U;
        } else if (t < 40) {
            mixed = (b ^ c ^ d) + 0x6ED9EBA1U;
        } else if (t < 60) {
            mixed = ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCU;
        } else {
            mixed = (b ^ c ^ d) + 0xCA62C1D6U;
        }
        const auto next = std::rotl(a, 5) + mixed + e + schedule[t];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

}  // namespace

std::string sha1_hex(std::string_view text) {
    std::string padded(text);
    padded += '\x80';
    while (padded.size() % 64 != 56) padded += '\0';
    const auto bits = std::uint64_t(text.size()) * 8;
    for (int shift = 56; shift >= 0; shift -= 8) padded += char(bits >> shift);

    State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    for (std::size_t at = 0; at < padded.size(); at += 64) add_block(state, padded.data() + at);
    std::string hex;
    for (const auto word : state) hex += fmt::format("{:08x}", word);
    return hex;
}

}  // namespace ecommerce::redis::detail
