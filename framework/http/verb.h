// SPDX-License-Identifier: Apache-2.0
// Request methods; "verb" because "method" means an RPC method here.
#pragma once

#include <cstdint>
#include <string_view>

namespace ecommerce::http {

enum class Verb : std::uint8_t { get, head, post, put, patch, del, options, other };
inline constexpr std::size_t kVerbCount = 8;

std::string_view to_string(Verb verb);  // "GET"; empty for other
Verb parse_verb(std::string_view method);

}  // namespace ecommerce::http
