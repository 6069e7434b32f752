// SPDX-License-Identifier: Apache-2.0
// How webhooks are signed, with a secret that both sides know: "t=<seconds>,v1=<hex>", where the hex is HMAC-SHA256 over
// "<seconds>.<body>".
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::auth {

// How far the clocks of both sides, and the way between them, may be apart.
inline constexpr std::chrono::minutes kWebhookTolerance{5};

std::string sign_webhook(std::string_view secret, std::string_view body, Timestamp now);
bool is_signed_webhook(std::string_view secret, std::string_view body, std::string_view signature,
                       Timestamp now);

}  // namespace ecommerce::auth
