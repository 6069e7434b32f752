// SPDX-License-Identifier: Apache-2.0
// Bounds how often something may be tried or asked for: passwords, mails. An attempt is counted before it is made, so
// that those made at once are as many as those made in turn; one that did not fail gives its count back. Failures are
// forgiven one by one, so what they are about is slow to try and never shut. What always costs ends as failed.
//
// Whoever is unknown shares the count of what is tried and that of the network. A device that is known has a count of
// its own, which no stranger can use up. Kept in the key-value store; while that is down nothing is bounded here.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {
class Client;
}

namespace ecommerce::auth {

// So many failures at once, and as many in each window. 0 is no limit.
struct AttemptRules {
    std::int64_t per_target = 0;
    std::int64_t per_network = 0;
    std::chrono::milliseconds window{0};
};

// What attempts are counted by.
struct AttemptAt {
    std::string target;  // such as an account's normalized e-mail address
    std::string device;  // known to belong to it; empty: unknown
};

// Stateless; any loop.
class AttemptLimit {
public:
    using Refusal = Error (*)(std::string);
    // `name` tells what is bounded from what others bound; `refusal` makes the error of too many.
    AttemptLimit(redis::Client& redis, const runtime::Clock& clock, std::string name, AttemptRules rules,
                 Refusal refusal)
        : redis_(redis), clock_(clock), name_(std::move(name)), rules_(rules), refusal_(refusal) {}

    class Attempt;
    // Waits a little for other attempts that run, if their outcome decides. Error: the refusal, with retry_after.
    Task<Result<Attempt>> begin(CallContext& context, const AttemptAt& at) const;
    // Each attempt that began ends; only one that failed costs.
    Task<void> end(CallContext& context, Attempt attempt, bool failed) const;

private:
    struct Bucket {
        std::string name;
        std::int64_t burst;
    };
    struct Answer;

    Error too_many(std::chrono::milliseconds wait) const;
    std::vector<Bucket> buckets_of(const CallContext& context, const AttemptAt& at) const;
    Task<Result<Answer>> ask(CallContext& context, const Attempt& attempt) const;

    redis::Client& redis_;
    const runtime::Clock& clock_;
    const std::string name_;
    const AttemptRules rules_;
    const Refusal refusal_;
};

class AttemptLimit::Attempt {
private:
    friend class AttemptLimit;
    std::string id;
    std::vector<Bucket> buckets;
    std::chrono::microseconds window{};
};

}  // namespace ecommerce::auth
