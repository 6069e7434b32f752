// SPDX-License-Identifier: Apache-2.0
// How scalars are written.
#pragma once

#include <charconv>
#include <concepts>
#include <string>

namespace ecommerce::json {

template <std::integral T>
void append_number(std::string& out, T value) {
    char buffer[24];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value).ptr);
}

// 64-bit integers are strings in JSON: programs read JSON's numbers as doubles.
template <std::integral T>
void append_quoted_number(std::string& out, T value) {
    out += '"';
    append_number(out, value);
    out += '"';
}

// The shortest text that reads back equal; "NaN", "Infinity" and "-Infinity" as strings.
void append_real(std::string& out, double value);
void append_real(std::string& out, float value);

}  // namespace ecommerce::json
