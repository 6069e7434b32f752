// SPDX-License-Identifier: Apache-2.0
// Lists page by key: a page token names the last row of the page before it. Clients treat it as opaque.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce {

inline constexpr int kPageSizeDefault = 20;
inline constexpr int kPageSizeMax = 100;

// 0 asks for the default.
int page_size(std::uint32_t asked);

// `list` names the list and its order, so that one list's token is refused by another. The key's parts
// may hold anything.
std::string page_token(std::string_view list, const std::vector<std::string>& key);
// The key; empty for an empty token. Error: invalid INVALID_PAGE_TOKEN, also for another number of parts.
Result<std::vector<std::string>> read_page_token(std::string_view list, std::size_t parts,
                                                 std::string_view token);

// Keys that are one positive id; 0 for an empty token.
std::string id_page_token(std::string_view list, std::int64_t last_id);
Result<std::int64_t> read_id_page_token(std::string_view list, std::string_view token);

}  // namespace ecommerce
