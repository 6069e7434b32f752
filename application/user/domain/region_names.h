// SPDX-License-Identifier: Apache-2.0
// What people call a region besides the name that the table has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::user {

// 新疆维吾尔自治区 is 新疆, 大理白族自治州 大理, 杭州市 杭州. The name itself where nothing shorter is left.
std::string_view short_name(std::string_view name);

// Other names of the region, short ones and English ones; not folded, some may be the same.
std::vector<std::string> other_names(std::string_view code, std::string_view name, std::string_view name_en);

}  // namespace ecommerce::user
