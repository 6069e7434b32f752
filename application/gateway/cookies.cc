// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/cookies.h"

#include <algorithm>

namespace ecommerce::gateway {

// "a=1; b=2" has the cookie b with the value 2.
std::string_view find_cookie(std::string_view field, std::string_view name) {
    while (!field.empty()) {
        auto item = field.substr(0, field.find(';'));
        field.remove_prefix(std::min(field.size(), item.size() + 1));
        while (item.starts_with(' ')) item.remove_prefix(1);
        if (item.size() > name.size() && item.starts_with(name) && item[name.size()] == '=') {
            return item.substr(name.size() + 1);
        }
    }
    return {};
}

std::string cookie_field(std::string_view name, std::string_view value, std::string_view path,
                         std::chrono::seconds age, bool secure) {
    std::string field(name);
    field.append("=").append(value).append("; Path=").append(path).append(
        "; HttpOnly; SameSite=Strict; Max-Age=");
    field += std::to_string(age.count());
    if (secure) field += "; Secure";
    return field;
}

}  // namespace ecommerce::gateway
