// SPDX-License-Identifier: Apache-2.0
// Strings in JSON, for the few documents that are not messages.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::http {

// Appends the text in quotes. Bytes that are not UTF-8 become U+FFFD, so the result is always valid JSON.
void append_json_string(std::string& out, std::string_view text);

}  // namespace ecommerce::http
