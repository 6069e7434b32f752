// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::auth {

// HMAC-SHA256 as 64 lower-case hexadecimal digits. Any key length.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);

// Takes the same time wherever the texts differ; only their lengths show.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace ecommerce::auth
