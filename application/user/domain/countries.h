// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ecommerce::user {

// Whether ISO 3166-1 has assigned the alpha-2 code, as "CN".
bool is_country(std::string_view code);

}  // namespace ecommerce::user
