// SPDX-License-Identifier: Apache-2.0
// Bytes as hexadecimal digits: two for each byte, lower-case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::text {

std::string to_hex(std::string_view bytes);
// In either case. Nothing when the text holds anything else or half a byte.
std::optional<std::string> from_hex(std::string_view text);

// 16 bytes in the form of a UUID: "0190163d-8694-739b-aea5-966c26f8ad91".
std::string to_uuid(std::string_view bytes);

}  // namespace ecommerce::text
