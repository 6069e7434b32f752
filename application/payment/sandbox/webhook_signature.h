// SPDX-License-Identifier: Apache-2.0
// How the sandbox signs what it tells: the header "sandbox-signature: t=<seconds>,v1=<hex>", where the hex
// is HMAC-SHA256 over "<seconds>.<body>".
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::payment {

inline constexpr std::string_view kSignatureHeader = "sandbox-signature";
// How far the clocks of both sides, and the way between them, may be apart.
inline constexpr std::chrono::minutes kSignatureTolerance{5};

std::string sign_webhook(std::string_view secret, std::string_view body, Timestamp now);
bool is_signed(std::string_view secret, std::string_view body, std::string_view signature, Timestamp now);

}  // namespace ecommerce::payment
