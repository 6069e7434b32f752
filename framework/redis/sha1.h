// SPDX-License-Identifier: Apache-2.0
// SHA-1, by which the store names scripts. Not for security.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::redis::detail {

std::string sha1_hex(std::string_view text);

}  // namespace ecommerce::redis::detail
