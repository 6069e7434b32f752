// SPDX-License-Identifier: Apache-2.0
// Who calls, between services: a Principal in one header value, authenticated with HMAC-SHA256 under a
// key that all services share, valid for a minute. Cheap (a few microseconds) and checked on every port.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "framework/call/principal.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"

namespace ecommerce::auth {

// Stateless: any thread.
class IdentityCodec {
public:
    // `key` is at least 32 secret bytes; throws on fewer.
    explicit IdentityCodec(std::string_view key);

    std::string sign(const Principal& principal, Timestamp now) const;
    // Error: unauthenticated with reason IDENTITY_INVALID.
    Result<Principal> verify(std::string_view value, Timestamp now) const;

private:
    std::string mac(std::string_view text) const;
    std::array<unsigned char, 32> key_;
};

}  // namespace ecommerce::auth
