// SPDX-License-Identifier: Apache-2.0
#include "framework/text/code_points.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace ecommerce::text {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
// A cell of braille without a dot: it is a symbol by its category and a blank to the eye.
constexpr char32_t kBlankBraille = 0x2800;

const utf8proc_uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

std::string mapped(std::string_view text, unsigned options) {
    utf8proc_uint8_t* out = nullptr;
    const auto size = utf8proc_map(bytes_of(text), utf8proc_ssize_t(text.size()), &out,
                                   static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    // Bytes that are no UTF-8: the same of the text with U+FFFD in their places.
    if (size < 0) {
        std::string valid;
        for (const char32_t point : code_points(text)) append(valid, point);
        return valid == text ? valid : mapped(valid, options);
    }
    return {reinterpret_cast<const char*>(out), std::size_t(size)};
}

}  // namespace

char32_t take_point(std::string_view& text) {
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(bytes_of(text), utf8proc_ssize_t(text.size()), &point);
    text.remove_prefix(size > 0 ? std::size_t(size) : 1);
    return size > 0 ? char32_t(point) : kReplacement;
}

std::u32string code_points(std::string_view text) {
    std::u32string points;
    points.reserve(text.size());
    while (!text.empty()) points += take_point(text);
    return points;
}

void append(std::string& out, char32_t point) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(utf8proc_int32_t(point), bytes);
    out.append(reinterpret_cast<const char*>(bytes), std::size_t(size));
}

bool is_format(char32_t point) {
    // Default-ignorable, and the marks of annotations between the lines. Signs of the category Cf that are seen,
    // as some of Arabic are, stay.
    return utf8proc_get_property(utf8proc_int32_t(point))->ignorable != 0 ||
           (point >= 0xFFF9 && point <= 0xFFFB);
}

bool is_blank(char32_t point) {
    if (point == kBlankBraille || point == 0x85 || (point >= '\t' && point <= '\r')) return true;
    switch (utf8proc_category(utf8proc_int32_t(point))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return false;
    }
}

bool is_control(char32_t point) {
    return utf8proc_category(utf8proc_int32_t(point)) == UTF8PROC_CATEGORY_CC;
}

bool is_letter(char32_t point) {
    const auto category = utf8proc_category(utf8proc_int32_t(point));
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool is_visible(char32_t point) {
    if (is_blank(point) || is_format(point)) return false;
    switch (utf8proc_category(utf8proc_int32_t(point))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME: return false;
    default: return true;
    }
}

std::string to_nfc(std::string_view text) {
    return mapped(text, UTF8PROC_COMPOSE);
}

std::string to_nfkc(std::string_view text) {
    return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

std::string without_marks(std::string_view text) {
    return mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
}

std::string to_nfkc_casefold(std::string_view text) {
    return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

}  // namespace ecommerce::text
