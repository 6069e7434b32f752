// SPDX-License-Identifier: Apache-2.0
// Small secrets at rest (bank card numbers): XChaCha20-Poly1305 with a random nonce. `context` is bound
// to the ciphertext (for example "card:42"), so a row's value cannot be moved to another row.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::auth {

class SealedBox {
public:
    // `key` is at least 32 secret bytes; throws on fewer.
    explicit SealedBox(std::string_view key);
    std::string seal(std::string_view plain, std::string_view context) const;
    // Nothing when the value was changed, cut or sealed under another key or context.
    std::optional<std::string> open(std::string_view sealed, std::string_view context) const;
    // A name for `plain` that only who has the key can compute (HMAC-SHA256, base64url): finds equal
    // secrets of one context without opening any.
    std::string digest(std::string_view plain, std::string_view context) const;

private:
    std::array<unsigned char, 32> key_;
    std::array<unsigned char, 32> digest_key_;
};

}  // namespace ecommerce::auth
