// SPDX-License-Identifier: Apache-2.0
// Path templates of HTTP rules: "/v1/orders/{order_no}:cancel". A variable is one whole segment; a verb may
// follow the last one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::generator {

struct HttpTemplate {
    std::vector<std::string> variables;  // names of request fields, in their order
    std::string shape;                   // the path with "{}" for each variable: what must be unique
};

// Nothing for a path that is not such a template; `problem` says why.
std::optional<HttpTemplate> parse_http_template(std::string_view path, std::string& problem);

}  // namespace ecommerce::generator
