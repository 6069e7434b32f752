// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/login_attempts.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "framework/auth/digest.h"
#include "framework/redis/client.h"

#include "auth/v1/error_reason.rpc.h"

namespace ecommerce::auth {

namespace {

// Accounts are e-mail addresses, whose letter case does not count.
std::string key_of(std::string_view account) {
    std::string name(account);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    // The store names nobody: what a person is called stays in the tables.
    return "login_failures:" + auth::digest_id("account", name);
}

// The window starts with the first failure and is not made longer by later ones.
constexpr redis::Script kCount{R"lua(
    local failures = redis.call('INCR', KEYS[1])
    if failures == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
    return failures
)lua"};

}  // namespace

Task<Result<void>> LoginAttempts::allow(CallContext& context, std::string_view account) {
    auto failures = co_await redis_.get(context, key_of(account));
    if (!failures || !*failures) co_return {};
    int count = 0;
    std::from_chars((*failures)->data(), (*failures)->data() + (*failures)->size(), count);
    if (count < kFailuresMax) co_return {};
    auto error = v1::reason::too_many_attempts("Too many wrong passwords. Wait a quarter of an hour.");
    co_return fail(std::move(error).retry_after(int(kWindow.count())));
}

Task<void> LoginAttempts::failed(CallContext& context, std::string_view account) {
    std::vector<std::string> keys{key_of(account)};
    std::vector<std::string> args{std::to_string(kWindow.count())};
    (void)co_await redis_.eval(context, kCount, std::move(keys), std::move(args));
}

Task<void> LoginAttempts::succeeded(CallContext& context, std::string_view account) {
    (void)co_await redis_.del(context, key_of(account));
}

}  // namespace ecommerce::auth
