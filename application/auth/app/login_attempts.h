// SPDX-License-Identifier: Apache-2.0
// Counts wrong passwords for each account, so that guessing stops long before it succeeds. Kept in the
// key-value store; while that is down the bounded password workers are the only brake.
#pragma once

#include <chrono>
#include <string_view>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {
class Client;
}

namespace ecommerce::auth {

class LoginAttempts {
public:
    static constexpr int kFailuresMax = 10;
    static constexpr std::chrono::seconds kWindow{900};

    explicit LoginAttempts(redis::Client& redis) : redis_(redis) {}
    // Error: exhausted TOO_MANY_ATTEMPTS once an account has failed too often.
    Task<Result<void>> allow(CallContext& context, std::string_view account);
    Task<void> failed(CallContext& context, std::string_view account);
    Task<void> succeeded(CallContext& context, std::string_view account);

private:
    redis::Client& redis_;
};

}  // namespace ecommerce::auth
