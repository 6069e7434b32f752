// SPDX-License-Identifier: Apache-2.0
// Unicode behind this folder's cleaning: code points with their properties and normal forms, from utf8proc.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::text {

// What is no valid UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view text);
void append(std::string& out, char32_t point);

// Nobody sees it, and it is in a text to steer or to hide: zero-width and bidirectional characters, fillers.
bool is_format(char32_t point);
// Blanks of every width, line breaks among them.
bool is_blank(char32_t point);
bool is_control(char32_t point);
// A letter of any script without its marks, or a digit.
bool is_letter(char32_t point);
// Something is on the paper.
bool is_visible(char32_t point);

// For points of this range cleaning has nothing to decide and NFC changes nothing, whatever stands beside them.
constexpr bool is_inert(char32_t point) {
    return (point >= 0x00A1 && point <= 0x02FF && point != 0x00AD) ||  // Latin
           (point >= 0x0400 && point <= 0x0482) ||                     // Cyrillic
           (point >= 0x2010 && point <= 0x2027) ||                     // dashes, quotes, dots
           (point >= 0x3001 && point <= 0x3029) ||                     // Chinese punctuation
           (point >= 0x3041 && point <= 0x3096) || (point >= 0x30A1 && point <= 0x30FE) ||  // kana
           (point >= 0x3400 && point <= 0x4DBF) || (point >= 0x4E00 && point <= 0x9FFF) ||  // ideographs
           (point >= 0xAC00 && point <= 0xD7A3) ||                                          // Hangul
           (point >= 0xFF01 && point <= 0xFF5E);                                            // full width
}

// The next code point of valid UTF-8, whose bytes are cut off the text.
char32_t take_point(std::string_view& text);

std::string to_nfc(std::string_view text);
std::string to_nfkc(std::string_view text);
std::string to_nfkc_casefold(std::string_view text);
// Letters without accents and other marks.
std::string without_marks(std::string_view text);

}  // namespace ecommerce::text
