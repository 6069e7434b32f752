// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/refresh_token.h"

#include <stdexcept>

#include <sodium.h>

#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce::auth {

namespace {

constexpr std::string_view kPurpose = "refresh token";

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

RefreshTokenCodec::RefreshTokenCodec(std::string_view key) {
    if (key.size() < 32)
        throw std::invalid_argument("The key of refresh tokens must have at least 32 bytes.");
    // Derived, so that one configured key may serve several purposes.
    crypto_generichash(key_.data(), key_.size(), bytes(kPurpose), kPurpose.size(), bytes(key),
                       std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
}

std::string RefreshTokenCodec::mac(std::string_view text) const {
    std::string value(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(value.data()), bytes(text), text.size(),
                           key_.data());
    return value;
}

std::string RefreshTokenCodec::write(const RefreshToken& token) const {
    const auto text = token.session_id + "." + std::to_string(token.generation);
    return text + "." + text::to_base64url(mac(text));
}

std::optional<RefreshToken> RefreshTokenCodec::read(std::string_view text) const {
    const auto last = text.rfind('.');
    if (last == std::string_view::npos || text.size() > 256) return std::nullopt;
    const auto given = text::from_base64url(text.substr(last + 1));
    const auto expected = mac(text.substr(0, last));
    if (!given || given->size() != expected.size() ||
        sodium_memcmp(given->data(), expected.data(), expected.size()) != 0) {
        return std::nullopt;
    }
    const auto signed_part = text.substr(0, last);
    const auto dot = signed_part.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto generation = text::to_number<std::int32_t>(signed_part.substr(dot + 1));
    if (!generation) return std::nullopt;
    return RefreshToken{.session_id = std::string(signed_part.substr(0, dot)), .generation = *generation};
}

}  // namespace ecommerce::auth
