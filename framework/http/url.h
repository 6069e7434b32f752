// SPDX-License-Identifier: Apache-2.0
// Absolute http and https URLs: what must be known of one besides its text.
#pragma once

#include <cstdint>
#include <string>

#include "framework/runtime/result.h"

namespace ecommerce::http {

struct Url {
    std::string scheme;  // "http" or "https"
    std::string host;    // a name or an address, IPv6 in brackets
    std::uint16_t port = 0;

    // "host:port".
    std::string authority() const { return host + ":" + std::to_string(port); }

    // Error: invalid INVALID_FIELD, also for other schemes, user names and what must be encoded.
    static Result<Url> parse(const std::string& text);
};

}  // namespace ecommerce::http
