// SPDX-License-Identifier: Apache-2.0
// UTF-8 as RFC 3629 allows it: no overlong forms, no surrogates, nothing past U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace ecommerce::http {

// The length of the character that starts the text, 0 when the bytes there are not valid.
std::size_t utf8_length(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace ecommerce::http
