// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/identity.h"

#include <chrono>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

#include "framework/call/reasons.h"
#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce::auth {

namespace {

constexpr auto kLifetime = std::chrono::seconds(60);
constexpr auto kClockSkew = std::chrono::seconds(30);
constexpr std::size_t kValueLimit = 512;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::int64_t seconds(Timestamp time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

bool number(std::string_view digits, std::int64_t& out) {
    const auto value = text::to_number<std::int64_t>(digits);
    out = value.value_or(-1);
    return out >= 0;
}

std::unexpected<Error> invalid() {
    return fail(reason::identity_invalid("The calling service could not be identified."));
}

}  // namespace

IdentityCodec::IdentityCodec(std::string_view key) {
    if (key.size() < 32) throw std::invalid_argument("The key between services must have at least 32 bytes.");
    crypto_generichash(key_.data(), key_.size(), bytes(key), key.size(), nullptr, 0);
}

std::string IdentityCodec::mac(std::string_view text) const {
    std::string value(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(value.data()), bytes(text), text.size(),
                           key_.data());
    return value;
}

// service|user|shop|roles|session|expiry.<mac>: no field can hold the separators.
std::string IdentityCodec::sign(const Principal& principal, Timestamp now) const {
    const auto text =
        fmt::format("{}|{}|{}|{}|{}|{}", principal.service, principal.user_id, principal.shop_id,
                    unsigned(principal.roles.bits()), principal.session_id, seconds(now + kLifetime));
    return text + "." + text::to_base64url(mac(text));
}

Result<Principal> IdentityCodec::verify(std::string_view value, Timestamp now) const {
    const auto dot = value.rfind('.');
    if (value.size() > kValueLimit || dot == std::string_view::npos) return invalid();
    const auto text = value.substr(0, dot);
    const auto given = text::from_base64url(value.substr(dot + 1));
    const auto expected = mac(text);
    if (!given || given->size() != expected.size() ||
        sodium_memcmp(given->data(), expected.data(), expected.size()) != 0) {
        return invalid();
    }
    const auto fields = text::split(text, '|');
    Principal principal;
    std::int64_t roles = 0;
    std::int64_t expires = 0;
    if (fields.size() != 6 || fields[0].empty() || !number(fields[1], principal.user_id) ||
        !number(fields[2], principal.shop_id) || !number(fields[3], roles) || !number(fields[5], expires) ||
        roles > 255 || expires + kClockSkew.count() < seconds(now)) {
        return invalid();
    }
    principal.service = fields[0];
    principal.roles = RoleSet(std::uint8_t(roles));
    principal.session_id = fields[4];
    return principal;
}

}  // namespace ecommerce::auth
