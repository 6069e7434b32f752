// SPDX-License-Identifier: Apache-2.0
// Bounds how often passwords may be guessed. An attempt is counted before its password is looked at, so that guesses
// made at once are as many as those made in turn; one that was right, or not looked at, gives its count back. Failures
// are forgiven one by one, so an account is slow to guess at and never shut.
//
// Whoever is unknown shares the account's count and that of the address. A device that has signed in to the account
// before has a count of its own, which no stranger can use up. Kept in the key-value store; while that is down, the
// gateway's limits and the bounded password workers are the brake.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {
class Client;
}

namespace ecommerce::user {

// So many failures at once, and as many in each window. 0 is no limit.
struct AttemptRules {
    std::int64_t per_account = 0;
    std::int64_t per_address = 0;
    std::chrono::milliseconds window{0};
};

// What attempts are counted by.
struct Guess {
    std::string account;  // the normalized e-mail address, or another name of the account
    std::string device;   // known to have signed in to the account; empty: unknown
};

// Stateless; any loop.
class PasswordAttempts {
public:
    PasswordAttempts(redis::Client& redis, const runtime::Clock& clock, AttemptRules rules)
        : redis_(redis), clock_(clock), rules_(rules) {}

    class Attempt;
    // Waits a little for other attempts that run, if their outcome decides. Error: exhausted TOO_MANY_ATTEMPTS.
    Task<Result<Attempt>> begin(CallContext& context, const Guess& guess) const;
    // Each attempt that began ends; only one that failed costs.
    Task<void> end(CallContext& context, Attempt attempt, bool failed) const;

private:
    struct Bucket {
        std::string name;
        std::int64_t burst;
    };
    struct Answer;

    std::vector<Bucket> buckets_of(const CallContext& context, const Guess& guess) const;
    Task<Result<Answer>> ask(CallContext& context, const Attempt& attempt) const;

    redis::Client& redis_;
    const runtime::Clock& clock_;
    const AttemptRules rules_;
};

class PasswordAttempts::Attempt {
private:
    friend class PasswordAttempts;
    std::string id;
    std::vector<Bucket> buckets;
    std::chrono::microseconds window{};
};

}  // namespace ecommerce::user
