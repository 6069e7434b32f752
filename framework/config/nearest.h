// SPDX-License-Identifier: Apache-2.0
// "Did you mean …?" Internal to framework/config.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::config {

// The candidate that looks most like `name`, or "" when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace ecommerce::config
