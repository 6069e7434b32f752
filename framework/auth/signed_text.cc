// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/signed_text.h"

#include <algorithm>
#include <stdexcept>

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::auth {

namespace {

constexpr std::size_t kLongest = 256;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SignedText::SignedText(std::string_view key, std::string_view purpose) {
    if (key.size() < 32) throw std::invalid_argument("The key of tokens must have at least 32 bytes.");
    // Derived, so that one configured key may serve several purposes.
    crypto_generichash(key_.data(), key_.size(), bytes(purpose), purpose.size(), bytes(key),
                       std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
}

std::string SignedText::mac(std::string_view text, std::string_view about) const {
    std::string whole(text);
    if (!about.empty()) whole.append(1, '\0').append(about);
    std::string value(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(value.data()), bytes(whole), whole.size(),
                           key_.data());
    return value;
}

std::string SignedText::write(std::string_view text, std::string_view about) const {
    return std::string(text) + "." + text::to_base64url(mac(text, about));
}

std::optional<std::string_view> SignedText::read(std::string_view signed_text, std::string_view about) const {
    const auto last = signed_text.rfind('.');
    if (last == std::string_view::npos || signed_text.size() > kLongest) return std::nullopt;
    const auto text = signed_text.substr(0, last);
    const auto given = text::from_base64url(signed_text.substr(last + 1));
    const auto expected = mac(text, about);
    if (!given || given->size() != expected.size() ||
        sodium_memcmp(given->data(), expected.data(), expected.size()) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace ecommerce::auth
