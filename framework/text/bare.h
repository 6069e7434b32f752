// SPDX-License-Identifier: Apache-2.0
// What is left of a text for finding words in it.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::text {

// The letters and digits of its fold (clean.h), without marks, blanks and punctuation: a word whose letters are set
// apart, or written in another case or width, is the word. Empty when the text has none.
std::string bare(std::string_view text);

}  // namespace ecommerce::text
