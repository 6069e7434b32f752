// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/recovery_codes.h"

#include "framework/auth/random_id.h"
#include "framework/text/base32.h"

namespace ecommerce::auth {

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
        const auto letters = text::to_base32(random_bytes(7)).substr(0, 10);
        codes.push_back(letters.substr(0, 5) + "-" + letters.substr(5));
    }
    return codes;
}

std::string plain_recovery_code(std::string_view code) {
    std::string plain;
    for (const char c : code) {
        if (c != '-') plain += c >= 'a' && c <= 'z' ? char(c - 32) : c;
    }
    return plain;
}

}  // namespace ecommerce::auth
