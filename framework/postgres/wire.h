// SPDX-License-Identifier: Apache-2.0
// Numbers in network byte order, as PostgreSQL's binary formats have them. Internal to framework/postgres.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace ecommerce::postgres::detail {

template <std::integral T>
T swap_if_little(T value) {
    if constexpr (std::endian::native == std::endian::little) return std::byteswap(value);
    return value;
}

template <std::integral T>
T read_big(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return swap_if_little(value);
}

template <std::integral T>
void write_big(char* to, T value) {
    value = swap_if_little(value);
    std::memcpy(to, &value, sizeof value);
}

// PostgreSQL counts time from 2000-01-01.
inline constexpr std::int64_t kEpochSeconds = 946'684'800;

}  // namespace ecommerce::postgres::detail
