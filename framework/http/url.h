// SPDX-License-Identifier: Apache-2.0
// Absolute http URLs, as far as the client needs them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/runtime/result.h"

namespace ecommerce::http {

struct Url {
    std::string host;  // a name or an address, IPv6 without its brackets
    std::uint16_t port = 80;
    std::string target;  // "/path?query"

    // "host:port", the Host field.
    std::string authority() const;

    // Refuses other schemes, user names and what must be encoded.
    static Result<Url> parse(std::string_view text);
};

}  // namespace ecommerce::http
