// SPDX-License-Identifier: Apache-2.0
// How names of shops compare: what buyers take for the same name is the same.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::user {

// Without blanks and invisible characters, in one case and width. Empty: there is nothing to see.
std::string folded_name(std::string_view name);

}  // namespace ecommerce::user
