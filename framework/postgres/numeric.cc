// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/numeric.h"

#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>

#include "framework/postgres/wire.h"

namespace ecommerce::postgres::detail {

std::string format_numeric(std::string_view binary) {
    if (binary.size() < 8) throw std::logic_error("a numeric is cut short");
    const auto number_at = [binary](std::size_t place) { return read_big<std::int16_t>(&binary[place]); };
    const auto count = number_at(0);
    const auto weight = number_at(2);  // of the first digit, in powers of 10000
    const auto sign = std::uint16_t(number_at(4));
    const auto scale = number_at(6);  // decimal digits after the point
    if (sign == 0xC000) return "NaN";
    if (sign == 0xD000) return "Infinity";
    if (sign == 0xF000) return "-Infinity";
    if (binary.size() < 8 + 2 * std::size_t(count)) throw std::logic_error("a numeric is cut short");

    const auto digit = [&](int place) -> int {  // the base-10000 digit that stands for 10000^place
        const auto index = weight - place;
        return index < 0 || index >= count ? 0 : number_at(8 + 2 * std::size_t(index));
    };
    std::string text = sign == 0x4000 ? "-" : "";
    text += fmt::format("{}", weight < 0 ? 0 : digit(weight));
    for (int place = weight - 1; place >= 0; --place) text += fmt::format("{:04}", digit(place));
    if (scale <= 0) return text;
    std::string fraction;
    for (int place = -1; int(fraction.size()) < scale; --place)
        fraction += fmt::format("{:04}", digit(place));
    return text + "." + fraction.substr(0, std::size_t(scale));
}

}  // namespace ecommerce::postgres::detail
