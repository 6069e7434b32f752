// SPDX-License-Identifier: Apache-2.0
// Bytes as base 32 (RFC 4648): what people type from one screen into another.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::text {

// Capital letters and digits, without padding.
std::string to_base32(std::string_view bytes);

}  // namespace ecommerce::text
