// SPDX-License-Identifier: Apache-2.0
#include "framework/json/base64.h"

#include <array>
#include <cstdint>

namespace ecommerce::json {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> make_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNone);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        values[static_cast<unsigned char>(kDigits[i])] = std::uint8_t(i);
    values['-'] = 62;
    values['_'] = 63;
    return values;
}
constexpr auto kValues = make_values();

std::uint32_t byte_at(std::string_view data, std::size_t index) {
    return index < data.size() ? static_cast<unsigned char>(data[index]) : 0U;
}

}  // namespace

void append_base64(std::string& out, std::string_view data) {
    for (std::size_t i = 0; i < data.size(); i += 3) {
        const auto bits = byte_at(data, i) << 16 | byte_at(data, i + 1) << 8 | byte_at(data, i + 2);
        out += kDigits[bits >> 18];
        out += kDigits[(bits >> 12) & 63];
        out += i + 1 < data.size() ? kDigits[(bits >> 6) & 63] : '=';
        out += i + 2 < data.size() ? kDigits[bits & 63] : '=';
    }
}

std::optional<std::string> parse_base64(std::string_view text) {
    if (text.size() % 4 == 0 && text.ends_with('=')) text.remove_suffix(text.ends_with("==") ? 2 : 1);
    if (text.size() % 4 == 1) return std::nullopt;
    std::string data;
    data.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = kValues[static_cast<unsigned char>(c)];
        if (value == kNone) return std::nullopt;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            data += char(bits >> count & 0xFF);
        }
    }
    return data;
}

}  // namespace ecommerce::json
