// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/sealed_box.h"

#include <stdexcept>

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::auth {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

SealedBox::SealedBox(std::string_view key) {
    if (key.size() < 32) throw std::invalid_argument("An encryption key must have at least 32 bytes.");
    // Two keys from one, so that neither use weakens the other.
    crypto_generichash(key_.data(), key_.size(), bytes(key), key.size(), nullptr, 0);
    constexpr std::string_view kPurpose = "digest";
    crypto_generichash(digest_key_.data(), digest_key_.size(), bytes(kPurpose), kPurpose.size(), key_.data(),
                       key_.size());
}

std::string SealedBox::digest(std::string_view plain, std::string_view context) const {
    const auto text = std::to_string(context.size()) + ":" + std::string(context) + std::string(plain);
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(bytes(mac), bytes(std::string_view(text)), text.size(), digest_key_.data());
    return text::to_base64url(mac);
}

std::string SealedBox::seal(std::string_view plain, std::string_view context) const {
    std::string sealed(kNonce + plain.size() + kTag, '\0');
    randombytes_buf(sealed.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed) + kNonce, nullptr, bytes(plain), plain.size(),
                                               bytes(context), context.size(), nullptr, bytes(sealed),
                                               key_.data());
    return sealed;
}

std::optional<std::string> SealedBox::open(std::string_view sealed, std::string_view context) const {
    if (sealed.size() < kNonce + kTag) return std::nullopt;
    std::string plain(sealed.size() - kNonce - kTag, '\0');
    const auto body = sealed.substr(kNonce);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plain), nullptr, nullptr, bytes(body), body.size(),
                                                   bytes(context), context.size(), bytes(sealed),
                                                   key_.data()) != 0) {
        return std::nullopt;
    }
    return plain;
}

}  // namespace ecommerce::auth
