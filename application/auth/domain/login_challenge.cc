// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/login_challenge.h"

#include <chrono>

#include <fmt/format.h>

#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce::auth {

namespace {
constexpr std::string_view kContext = "login challenge";
}

// challenge|user|version|factor|device|expiry: no field can hold the separator.
std::string LoginChallengeCodec::write(const LoginChallenge& challenge) const {
    const auto text =
        fmt::format("{}|{}|{}|{}|{}|{}", challenge.challenge_id, challenge.user_id, challenge.access_version,
                    challenge.factor_id, challenge.device, challenge.expires_at.time_since_epoch().count());
    return text::to_base64url(box_.seal(text, kContext));
}

std::optional<LoginChallenge> LoginChallengeCodec::read(std::string_view token, Timestamp now) const {
    const auto sealed = text::from_base64url(token);
    const auto text = sealed ? box_.open(*sealed, kContext) : std::nullopt;
    if (!text) return std::nullopt;
    const auto fields = text::split(*text, '|');
    if (fields.size() != 6) return std::nullopt;
    const auto user_id = text::to_number<std::int64_t>(fields[1]);
    const auto version = text::to_number<std::int64_t>(fields[2]);
    const auto expiry = text::to_number<std::int64_t>(fields[5]);
    if (!user_id || !version || !expiry) return std::nullopt;
    const Timestamp expires_at{std::chrono::microseconds(*expiry)};
    if (expires_at <= now) return std::nullopt;
    return LoginChallenge{.challenge_id = std::string(fields[0]),
                          .user_id = *user_id,
                          .access_version = *version,
                          .factor_id = std::string(fields[3]),
                          .device = std::string(fields[4]),
                          .expires_at = expires_at};
}

}  // namespace ecommerce::auth
