// SPDX-License-Identifier: Apache-2.0
// Finds where a JSON text has what the parser refuses without saying where.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "framework/runtime/result.h"

namespace ecommerce::json {

// The first number that no double holds or no 64-bit integer does, or the first value that is nested
// deeper than `max_depth`. Nothing when there is no such place or the text is too broken to follow.
std::optional<FieldViolation> locate_problem(std::string_view text, std::size_t max_depth);

}  // namespace ecommerce::json
