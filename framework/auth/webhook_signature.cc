// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/webhook_signature.h"

#include "framework/auth/hmac.h"
#include "framework/text/words.h"

namespace ecommerce::auth {

namespace {

std::string mac_of(std::string_view secret, std::string_view seconds, std::string_view body) {
    return hmac_sha256_hex(secret, std::string(seconds) + "." + std::string(body));
}

}  // namespace

std::string sign_webhook(std::string_view secret, std::string_view body, Timestamp now) {
    const auto seconds =
        std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    return "t=" + seconds + ",v1=" + mac_of(secret, seconds, body);
}

bool is_signed_webhook(std::string_view secret, std::string_view body, std::string_view signature,
                       Timestamp now) {
    const auto comma = signature.find(",v1=");
    if (!signature.starts_with("t=") || comma == std::string_view::npos) return false;
    const auto seconds = signature.substr(2, comma - 2);
    const auto value = text::to_number<std::int64_t>(seconds);
    if (!value) return false;
    const auto now_value = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const auto tolerance = std::chrono::seconds(kWebhookTolerance).count();
    if (*value < now_value - tolerance || *value > now_value + tolerance) return false;
    return equal_in_constant_time(mac_of(secret, seconds, body), signature.substr(comma + 4));
}

}  // namespace ecommerce::auth
