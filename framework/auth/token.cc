// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/token.h"

#include <charconv>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

#include "framework/call/reasons.h"
#include "framework/text/base64.h"

namespace ecommerce::auth {

namespace {

constexpr std::size_t kTokenLimit = 1024;  // ours are about 250 bytes
constexpr std::string_view kHeader = R"({"alg":"EdDSA","typ":"JWT"})";

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::unexpected<Error> invalid() {
    return fail(reason::token_invalid("The access token is not valid. Sign in again."));
}

// We read only what we wrote: the claims in our own order and spelling. Anything else is refused, so no
// general JSON reader stands between a stranger's bytes and the signature check's result.
class ClaimsReader {
public:
    explicit ClaimsReader(std::string_view text) : rest_(text) {}

    bool literal(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    bool number(std::int64_t& out) {
        const auto [end, failed] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
        if (failed != std::errc{} || out < 0) return false;
        rest_.remove_prefix(std::size_t(end - rest_.data()));
        return true;
    }
    bool word(std::string& out) {
        const auto size =
            rest_.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
        if (size == 0 || size == std::string_view::npos || size > 64) return false;
        out = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return true;
    }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::optional<Claims> read_claims(std::string_view payload) {
    Claims claims;
    std::int64_t expires = 0;
    ClaimsReader reader(payload);
    const bool read = reader.literal(R"({"iss":"ecommerce","sub":")") && reader.number(claims.user_id) &&
                      reader.literal(R"(","sid":")") && reader.word(claims.session_id) &&
                      reader.literal(R"(","exp":)") && reader.number(expires) && reader.literal("}") &&
                      reader.at_end();
    if (!read || claims.user_id == 0 || expires > 253402300799) return std::nullopt;
    claims.expires_at = Timestamp(std::chrono::seconds(expires));
    return claims;
}

}  // namespace

TokenSigner::TokenSigner(std::string_view seed) {
    if (seed.size() != crypto_sign_SEEDBYTES) {
        throw std::invalid_argument("The token signing key must have 32 bytes.");
    }
    crypto_sign_seed_keypair(public_key_.data(), secret_key_.data(), bytes(seed));
}

TokenSigner::~TokenSigner() {
    sodium_memzero(secret_key_.data(), secret_key_.size());
}

std::string TokenSigner::sign(const Claims& claims) const {
    const auto expires =
        std::chrono::floor<std::chrono::seconds>(claims.expires_at).time_since_epoch().count();
    const auto payload = fmt::format(R"({{"iss":"ecommerce","sub":"{}","sid":"{}","exp":{}}})",
                                     claims.user_id, claims.session_id, expires);
    auto token = text::to_base64url(kHeader) + "." + text::to_base64url(payload);
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, bytes(token),
                         token.size(), secret_key_.data());
    return token + "." + text::to_base64url(signature);
}

Result<Claims> TokenVerifier::verify(std::string_view token, Timestamp now) const {
    static const std::string header = text::to_base64url(kHeader);
    const auto dot = token.rfind('.');
    if (token.size() > kTokenLimit || dot == std::string_view::npos) return invalid();
    const auto signed_part = token.substr(0, dot);
    const auto signature = text::from_base64url(token.substr(dot + 1));
    if (!signature || signature->size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(bytes(*signature), bytes(signed_part), signed_part.size(), key_.data()) !=
            0) {
        return invalid();
    }
    if (!signed_part.starts_with(header) || signed_part.substr(header.size(), 1) != ".") return invalid();
    const auto payload = text::from_base64url(signed_part.substr(header.size() + 1));
    auto claims = payload ? read_claims(*payload) : std::nullopt;
    if (!claims) return invalid();
    if (claims->expires_at <= now) {
        return fail(reason::token_expired("The access token has expired. Refresh it."));
    }
    return std::move(*claims);
}

}  // namespace ecommerce::auth
