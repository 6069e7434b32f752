// SPDX-License-Identifier: Apache-2.0
// Codes of authenticator apps (TOTP, RFC 6238) as every app makes them: SHA-1, steps of 30 seconds, 6 digits.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::auth {

inline constexpr std::chrono::seconds kTotpStep{30};
inline constexpr int kTotpDigits = 6;

// 160 random bits, as bytes.
std::string new_totp_secret();
// How many steps have begun since 1970.
std::int64_t totp_step(Timestamp time);
std::string totp_code(std::string_view secret, std::int64_t step);
// The step that `code` is of: this one, or the one before or after it, for clocks differ. Nothing for those up to
// `used`, and for what is no code.
std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Timestamp now,
                                           std::int64_t used);

}  // namespace ecommerce::auth
