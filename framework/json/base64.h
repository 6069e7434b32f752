// SPDX-License-Identifier: Apache-2.0
// Base 64 as proto3 JSON has it: written with the standard alphabet and padding, read in the URL alphabet
// and without padding as well.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::json {

void append_base64(std::string& out, std::string_view data);
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace ecommerce::json
