// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/totp.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "framework/auth/hmac.h"
#include "framework/auth/random_id.h"

namespace ecommerce::auth {

namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::uint32_t kModulus = 1'000'000;
static_assert(kTotpDigits == 6, "kModulus has as many zeros");

}  // namespace

std::string new_totp_secret() {
    return random_bytes(kSecretBytes);
}

std::int64_t totp_step(Timestamp time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / kTotpStep;
}

// RFC 4226, 5.3.
std::string totp_code(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<unsigned char>(std::uint64_t(step) >> (56 - 8 * i));
    }
    std::array<unsigned char, 20> mac{};
    unsigned length = 0;
    HMAC(EVP_sha1(), secret.data(), int(secret.size()), counter.data(), counter.size(), mac.data(), &length);
    const std::size_t at = mac.back() & 0x0FU;
    const auto value = std::uint32_t(mac[at] & 0x7FU) << 24U | std::uint32_t(mac[at + 1]) << 16U |
                       std::uint32_t(mac[at + 2]) << 8U | std::uint32_t(mac[at + 3]);
    return fmt::format("{:06}", value % kModulus);
}

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code, Timestamp now,
                                           std::int64_t used) {
    std::optional<std::int64_t> found;
    const auto present = totp_step(now);
    // All three, whichever fits.
    for (auto step = present - 1; step <= present + 1; ++step) {
        if (equal_in_constant_time(totp_code(secret, step), code) && step > used) found = step;
    }
    return found;
}

}  // namespace ecommerce::auth
