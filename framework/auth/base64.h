// SPDX-License-Identifier: Apache-2.0
// base64url without padding (RFC 4648, section 5), as tokens use it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ecommerce::auth {

std::string to_base64url(std::string_view bytes);
// Nothing when the text is not exactly what to_base64url writes.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace ecommerce::auth
