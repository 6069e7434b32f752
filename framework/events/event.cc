// SPDX-License-Identifier: Apache-2.0
#include "framework/events/event.h"

#include <algorithm>
#include <array>
#include <random>

#include "framework/text/hex.h"

namespace ecommerce::events {

namespace {

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr bool is_dash_place(std::size_t index) {
    return index == 8 || index == 13 || index == 18 || index == 23;
}

}  // namespace

std::string new_event_id(Timestamp now) {
    thread_local std::mt19937_64 generator{[] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }()};
    const auto millis =
        std::uint64_t(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
    const std::uint64_t low = generator();
    const std::uint64_t high = millis << 16 | 0x7000 | (generator() & 0x0fff);
    const std::uint64_t variant = 0x8000'0000'0000'0000 | (low >> 2);

    std::array<char, 16> bytes;
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = char(high >> (56 - 8 * i));
        bytes[8 + i] = char(variant >> (56 - 8 * i));
    }
    return text::to_uuid({bytes.data(), bytes.size()});
}

bool is_event_id(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_place(i) ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

}  // namespace ecommerce::events
