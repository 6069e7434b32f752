// SPDX-License-Identifier: Apache-2.0
// Telephone numbers as people have them: with brackets, hyphens, blanks, a country's code and an extension.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::text {

// The number as Form::phone keeps it. Takes text in NFKC; what is no number comes back as it is.
std::string plain_phone(std::string_view text);

}  // namespace ecommerce::text
