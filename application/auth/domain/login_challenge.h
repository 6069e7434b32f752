// SPDX-License-Identifier: Apache-2.0
// What a right password gives where a code is still needed: sealed, so it tells its holder nothing. It is of one version
// of the account and of one authenticator, and works once, which is the table's to see to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/auth/sealed_box.h"
#include "framework/runtime/clock.h"

namespace ecommerce::auth {

struct LoginChallenge {
    std::string challenge_id;
    std::int64_t user_id = 0;
    std::int64_t access_version = 0;
    std::string factor_id;
    std::string device;  // known to the account; empty: unknown
    Timestamp expires_at;
};

class LoginChallengeCodec {
public:
    // The box outlives it.
    explicit LoginChallengeCodec(const SealedBox& box) : box_(box) {}
    std::string write(const LoginChallenge& challenge) const;
    // Nothing when the text is not one that write() made, or its time is over.
    std::optional<LoginChallenge> read(std::string_view token, Timestamp now) const;

private:
    const SealedBox& box_;
};

}  // namespace ecommerce::auth
