// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/refresh_token.h"

#include "framework/text/words.h"

namespace ecommerce::auth {

std::string RefreshTokenCodec::write(const RefreshToken& token) const {
    return signature_.write(token.session_id + "." + std::to_string(token.generation));
}

std::optional<RefreshToken> RefreshTokenCodec::read(std::string_view text) const {
    const auto signed_part = signature_.read(text);
    if (!signed_part) return std::nullopt;
    const auto dot = signed_part->rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto generation = text::to_number<std::int32_t>(signed_part->substr(dot + 1));
    if (!generation) return std::nullopt;
    return RefreshToken{.session_id = std::string(signed_part->substr(0, dot)), .generation = *generation};
}

}  // namespace ecommerce::auth
