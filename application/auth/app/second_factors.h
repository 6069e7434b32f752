// SPDX-License-Identifier: Apache-2.0
// What signing in, showing it again and turning it off have in common: a code is looked at nowhere else. Everything
// happens in a transaction that has locked the account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/auth/storage/second_factor_store.h"
#include "application/auth/storage/session_store.h"
#include "framework/auth/attempt_limit.h"
#include "framework/auth/sealed_box.h"
#include "framework/config/live.h"

namespace ecommerce::auth {

struct SecondFactorRules {
    config::Live<std::chrono::milliseconds> step_up_window;  // so long a proof counts
    config::Live<RoleSet> required_for;  // accounts with these roles do without them until they have one
    std::string issuer;                  // what authenticators show
};

// Stateless; any loop.
class SecondFactors {
public:
    // All but the rules outlive it.
    SecondFactors(const SecondFactorStore& store, const SealedBox& box, const AttemptLimit& attempts,
                  const runtime::Clock& clock, SecondFactorRules rules)
        : store_(store), box_(box), attempts_(attempts), clock_(clock), rules_(std::move(rules)) {}

    const SecondFactorRules& rules() const { return rules_; }
    Timestamp proven_until() const { return clock_.now() + rules_.step_up_window.get(); }

    // A factor that waits, with a secret of its own.
    SecondFactorRow make(std::int64_t user_id, std::string_view secret) const;
    // The step of a code that was not used; nothing when it is none of the authenticator's.
    std::optional<std::int64_t> find_step(const SecondFactorRow& factor, std::string_view code) const;
    // Uses up a code of the authenticator or a recovery code. Error: CODE_WRONG.
    Task<Result<void>> redeem(postgres::Transaction& tx, const SecondFactorRow& factor,
                              const std::string& code) const;
    // New ones in place of those that are left.
    std::vector<std::string> renew_codes(postgres::Transaction& tx, std::int64_t user_id) const;

    // The account's access without the roles that wait for a second factor.
    Task<Result<Access>> allowed(postgres::Transaction& tx, std::int64_t user_id, Access access) const;

    // Counts what `attempt` does, whose error may be CODE_WRONG, before it does it.
    template <typename Body>
    std::invoke_result_t<Body&> counted(CallContext& context, AttemptAt at, Body body) const {
        auto attempt = co_await ok(attempts_.begin(context, at));
        auto done = co_await body();
        co_await attempts_.end(context, std::move(attempt), !done && is_wrong(done.error()));
        co_return done;
    }

private:
    static bool is_wrong(const Error& error);
    std::string digest(std::int64_t user_id, std::string_view code) const;

    const SecondFactorStore& store_;
    const SealedBox& box_;
    const AttemptLimit& attempts_;
    const runtime::Clock& clock_;
    const SecondFactorRules rules_;
};

// How attempts on an account's codes are counted; by itself where the account knows the device.
AttemptAt code_attempts(std::int64_t user_id, std::string device);

}  // namespace ecommerce::auth
