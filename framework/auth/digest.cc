// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/digest.h"

#include <array>

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::auth {

std::string digest_id(std::string_view purpose, std::string_view text) {
    const auto whole = std::to_string(purpose.size()) + ":" + std::string(purpose) + std::string(text);
    std::array<char, 16> hash;
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(whole.data()), whole.size(), nullptr, 0);
    return text::to_base64url({hash.data(), hash.size()});
}

std::string guest_id(std::string_view guest_token) {
    return digest_id("guest cart", guest_token);
}

}  // namespace ecommerce::auth
