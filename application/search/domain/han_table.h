// SPDX-License-Identifier: Apache-2.0
// The data behind han.h, which tools/han/write_table.py writes when the program is built.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ecommerce::search {

// Numbers in kSyllables; 0 for none.
struct Pronunciation {
    std::uint16_t usual;
    std::uint16_t other;
};

struct Simplification {
    char16_t traditional;
    char16_t simplified;
};

inline constexpr char32_t kFirstRead = 0x4E00;
extern const std::span<const std::string_view> kSyllables;  // ascending, the first empty
extern const std::span<const Pronunciation> kReadings;      // of each character from kFirstRead on
extern const std::span<const Simplification> kSimplified;   // ascending

}  // namespace ecommerce::search
