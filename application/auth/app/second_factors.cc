// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/second_factors.h"

#include "application/auth/domain/recovery_codes.h"
#include "framework/auth/random_id.h"
#include "framework/auth/totp.h"

#include "auth/v1/error_reason.rpc.h"

namespace ecommerce::auth {

namespace {

std::string secret_of(std::int64_t user_id) {
    return "second factor of " + std::to_string(user_id);
}

std::unexpected<Error> code_wrong() {
    return fail(v1::reason::code_wrong("The code is wrong, or was used before."));
}

}  // namespace

AttemptAt code_attempts(std::int64_t user_id, std::string device) {
    return {.target = std::to_string(user_id), .device = std::move(device)};
}

SecondFactorRow SecondFactors::make(std::int64_t user_id, std::string_view secret) const {
    return {.user_id = user_id,
            .factor_id = random_id(),
            .secret_sealed = box_.seal(secret, secret_of(user_id)),
            .turned_on_at = {}};
}

std::optional<std::int64_t> SecondFactors::find_step(const SecondFactorRow& factor,
                                                     std::string_view code) const {
    const auto secret = box_.open(factor.secret_sealed, secret_of(factor.user_id));
    // Sealed under a key that is lost: recovery codes are lost with it, and an administrator can reset it.
    if (!secret) return std::nullopt;
    return find_totp_step(*secret, code, clock_.now(), factor.last_step);
}

Task<Result<void>> SecondFactors::redeem(postgres::Transaction& tx, const SecondFactorRow& factor,
                                         const std::string& code) const {
    bool used = false;
    if (code.size() == kTotpDigits) {
        const auto step = find_step(factor, code);
        used = step && co_await ok(store_.use_step(tx, factor, *step));
    } else {
        const auto kept = digest(factor.user_id, plain_recovery_code(code));
        used = co_await ok(store_.use_recovery_code(tx, factor.user_id, kept));
    }
    if (!used) co_return code_wrong();
    co_return {};
}

std::vector<std::string> SecondFactors::renew_codes(postgres::Transaction& tx, std::int64_t user_id) const {
    auto codes = new_recovery_codes();
    std::vector<std::string> digests;
    for (const auto& code : codes) digests.push_back(digest(user_id, plain_recovery_code(code)));
    store_.set_recovery_codes(tx, user_id, digests);
    return codes;
}

Task<Result<Access>> SecondFactors::allowed(postgres::Transaction& tx, std::int64_t user_id,
                                            Access access) const {
    const auto required = rules_.required_for.get();
    if (!access.roles.intersects(required)) co_return access;
    const auto factor = co_await ok(store_.find(tx, user_id));
    if (factor && factor->on()) co_return access;
    access.roles = RoleSet(std::uint8_t(access.roles.bits() & ~required.bits()));
    if (required.has(Role::seller)) access.shop_id = 0;
    co_return access;
}

bool SecondFactors::is_wrong(const Error& error) {
    return error.reason() == v1::reason::kCodeWrong;
}

std::string SecondFactors::digest(std::int64_t user_id, std::string_view code) const {
    return box_.digest(code, "recovery code of " + std::to_string(user_id));
}

}  // namespace ecommerce::auth
