// SPDX-License-Identifier: Apache-2.0
// Percent-encoding and query strings (RFC 3986; "+" is a space in queries, as forms write it).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::http {

// Nothing when an escape is malformed or what comes out has a NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// Leaves letters, digits and "-._~"; encodes everything else.
std::string percent_encode(std::string_view text);

struct QueryParameter {
    std::string name;
    std::string value;
};

// In the order they were sent, repeated names included; at most 100. "a" is "a=".
Result<std::vector<QueryParameter>> parse_query(std::string_view query);

}  // namespace ecommerce::http
