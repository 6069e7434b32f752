// SPDX-License-Identifier: Apache-2.0
// What opens an account whose authenticator is lost: ten codes of 50 random bits, written as "ABCDE-FGHIJ".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::auth {

inline constexpr std::size_t kRecoveryCodes = 10;

std::vector<std::string> new_recovery_codes();
// As people type it: without hyphens, in capital letters. What is kept is a digest of this.
std::string plain_recovery_code(std::string_view code);

}  // namespace ecommerce::auth
