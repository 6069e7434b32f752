// SPDX-License-Identifier: Apache-2.0
// Refresh tokens: "<session>.<generation>.<mac>". Each refresh moves the session to the next generation,
// so a token of an earlier one that carries our MAC was used before: somebody may have stolen it. A token
// with a wrong MAC is nobody's and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/auth/signed_text.h"

namespace ecommerce::auth {

struct RefreshToken {
    std::string session_id;
    std::int32_t generation = 0;
    bool operator==(const RefreshToken&) const = default;
};

class RefreshTokenCodec {
public:
    // `key` is at least 32 secret bytes; throws on fewer.
    explicit RefreshTokenCodec(std::string_view key) : signature_(key, "refresh token") {}
    std::string write(const RefreshToken& token) const;
    // Nothing when the text is not one that write() made.
    std::optional<RefreshToken> read(std::string_view text) const;

private:
    SignedText signature_;
};

}  // namespace ecommerce::auth
