// SPDX-License-Identifier: Apache-2.0
// The HTTP rules of a method, the additional ones included.
#pragma once

#include <string>
#include <vector>

#include "names.h"

namespace ecommerce::generator {

struct HttpRule {
    std::string verb;  // empty: the rule names none
    std::string path;
    std::string body;
    bool nested = false;  // an additional binding that has additional bindings, which nobody understands
};

std::vector<HttpRule> http_rules(const MethodDescriptor& method);

}  // namespace ecommerce::generator
