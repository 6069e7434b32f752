// SPDX-License-Identifier: Apache-2.0
// Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037). The auth service alone holds
// the signing key; everybody else verifies with the public one. A token says who and which session; that
// the session still lives, and with which roles, is asked at each call (session_check.h).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"

namespace ecommerce::auth {

struct Claims {
    std::int64_t user_id = 0;
    std::string session_id;  // at most 64 characters of base64url
    Timestamp expires_at;
    bool operator==(const Claims&) const = default;
};

using PublicKey = std::array<unsigned char, 32>;

class TokenSigner {
public:
    // `seed` is 32 secret bytes; the same seed gives the same keys. Throws on another length.
    explicit TokenSigner(std::string_view seed);
    ~TokenSigner();
    TokenSigner(const TokenSigner&) = delete;
    TokenSigner& operator=(const TokenSigner&) = delete;

    std::string sign(const Claims& claims) const;
    const PublicKey& public_key() const { return public_key_; }

private:
    std::array<unsigned char, 64> secret_key_;
    PublicKey public_key_;
};

// Stateless: any thread.
class TokenVerifier {
public:
    explicit TokenVerifier(const PublicKey& key) : key_(key) {}
    // Error: unauthenticated with reason TOKEN_INVALID or TOKEN_EXPIRED.
    Result<Claims> verify(std::string_view token, Timestamp now) const;

private:
    PublicKey key_;
};

}  // namespace ecommerce::auth
