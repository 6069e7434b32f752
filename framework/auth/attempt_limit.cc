// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/attempt_limit.h"

#include <algorithm>
#include <random>

#include "framework/auth/digest.h"
#include "framework/auth/random_id.h"
#include "framework/call/client_network.h"
#include "framework/redis/client.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::auth {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

// All devices that are known to a target may fail this much more often together: whoever has many had its password.
constexpr std::int64_t kKnownDevices = 10;

// What did not end by then died with its process.
constexpr microseconds kLongestRun = 20s;
constexpr auto kWaitMax = 3s;
constexpr auto kPauseMin = 25ms;
constexpr auto kPauseMax = 200ms;

// For each bucket two keys: the moment, in microseconds, at which all its failures are forgiven, and the attempts that
// run, by the time they began. An attempt begins when every bucket has room for it should all that run fail.
// Gives {1, 0}; {0, time to wait} when there were too many failures; {-1, 0} when those that run decide.
constexpr redis::Script kBegin{R"lua(
local now, id, longest = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local verdict, wait = 1, 0
for i = 1, #KEYS / 2 do
    local period, burst = tonumber(ARGV[2 * i + 2]), tonumber(ARGV[2 * i + 3])
    local at = tonumber(redis.call('GET', KEYS[2 * i - 1]) or '') or now
    if at < now then at = now end
    local free = math.floor((burst * period - (at - now)) / period)
    if free < 1 then
        verdict = 0
        wait = math.max(wait, at + period - burst * period - now)
    elseif verdict == 1 then
        redis.call('ZREMRANGEBYSCORE', KEYS[2 * i], '-inf', string.format('%.0f', now - longest))
        if redis.call('ZCARD', KEYS[2 * i]) >= free then verdict = -1 end
    end
end
if verdict == 1 then
    for i = 1, #KEYS / 2 do
        redis.call('ZADD', KEYS[2 * i], string.format('%.0f', now), id)
        redis.call('PEXPIRE', KEYS[2 * i], string.format('%.0f', longest / 1000))
    end
end
return {verdict, math.ceil(wait / 1000)}
)lua"};

constexpr redis::Script kEnd{R"lua(
local now, id, failed = tonumber(ARGV[1]), ARGV[2], ARGV[3] == '1'
for i = 1, #KEYS / 2 do
    redis.call('ZREM', KEYS[2 * i], id)
    if failed then
        local at = tonumber(redis.call('GET', KEYS[2 * i - 1]) or '') or now
        if at < now then at = now end
        at = at + tonumber(ARGV[i + 3])
        redis.call('SET', KEYS[2 * i - 1], string.format('%.0f', at),
                   'PX', string.format('%.0f', math.ceil((at - now) / 1000) + 1000))
    end
end
return 1
)lua"};

// Between half of it and one and a half.
milliseconds some_of(milliseconds pause) {
    thread_local std::minstd_rand engine(std::random_device{}());
    return milliseconds(
        std::uniform_int_distribution<long>(pause.count() / 2, pause.count() * 3 / 2)(engine));
}

std::string text(std::int64_t number) {
    return std::to_string(number);
}

}  // namespace

Error AttemptLimit::too_many(milliseconds wait) const {
    const auto seconds = std::max(std::chrono::ceil<std::chrono::seconds>(wait), 1s);
    return refusal_("Too many attempts. Wait a little.").retry_after(int(seconds.count()));
}

struct AttemptLimit::Answer {
    std::int64_t verdict = 0;
    milliseconds wait{0};
};

std::vector<AttemptLimit::Bucket> AttemptLimit::buckets_of(const CallContext& context,
                                                           const AttemptAt& at) const {
    // The store names nobody: what a person is called, and from where one came, stays in the tables.
    const auto digest = [name = name_ + " attempts"](std::string_view text) { return digest_id(name, text); };
    const auto target = digest(at.target);
    std::vector<Bucket> buckets;
    if (!at.device.empty()) {
        buckets.push_back({.name = "device:" + digest(at.device) + ":" + target, .burst = rules_.per_target});
        buckets.push_back({.name = "devices:" + target, .burst = rules_.per_target * kKnownDevices});
    } else {
        buckets.push_back({.name = "account:" + target, .burst = rules_.per_target});
        if (!context.client_address.empty()) {
            buckets.push_back({.name = "address:" + digest(client_network(context.client_address)),
                               .burst = rules_.per_network});
        }
    }
    std::erase_if(buckets, [](const Bucket& bucket) { return bucket.burst <= 0; });
    return buckets;
}

namespace {

template <typename Buckets>
std::vector<std::string> keys_of(const std::string& name, const Buckets& buckets) {
    std::vector<std::string> keys;
    for (const auto& bucket : buckets) {
        keys.push_back(name + "_failures:" + bucket.name);
        keys.push_back(name + "_running:" + bucket.name);
    }
    return keys;
}

std::string period_of(microseconds window, std::int64_t burst) {
    return text(std::max<std::int64_t>(window.count() / burst, 1));
}

}  // namespace

Task<Result<AttemptLimit::Answer>> AttemptLimit::ask(CallContext& context, const Attempt& attempt) const {
    std::vector<std::string> args{text(clock_.now().time_since_epoch().count()), attempt.id,
                                  text(kLongestRun.count())};
    for (const auto& bucket : attempt.buckets) {
        args.push_back(period_of(attempt.window, bucket.burst));
        args.push_back(text(bucket.burst));
    }
    const auto reply =
        co_await ok(redis_.eval(context, kBegin, keys_of(name_, attempt.buckets), std::move(args)));
    if (reply.list.size() != 2) co_return Answer{.verdict = 1};
    co_return Answer{.verdict = reply.list[0].integer, .wait = milliseconds(reply.list[1].integer)};
}

Task<Result<AttemptLimit::Attempt>> AttemptLimit::begin(CallContext& context, const AttemptAt& at) const {
    Attempt attempt;
    attempt.buckets = buckets_of(context, at);
    attempt.window = rules_.window;
    if (attempt.buckets.empty()) co_return attempt;
    attempt.id = random_id();
    const auto give_up = std::min(context.deadline, deadline_in(kWaitMax));
    for (milliseconds pause = kPauseMin;; pause = std::min<milliseconds>(pause * 2, kPauseMax)) {
        const auto answer = co_await ask(context, attempt);
        if (!answer || answer->verdict == 1) co_return attempt;
        if (answer->verdict == 0) co_return too_many(answer->wait);
        // Each by a length of its own, so that those who wait do not all come at the same moment.
        const auto own = some_of(pause);
        if (deadline_in(own) >= give_up) co_return too_many(1s);
        co_await runtime::sleep(own);
    }
}

Task<void> AttemptLimit::end(CallContext& context, Attempt attempt, bool failed) const {
    if (attempt.buckets.empty()) co_return;
    std::vector<std::string> args{text(clock_.now().time_since_epoch().count()), attempt.id,
                                  failed ? "1" : "0"};
    for (const auto& bucket : attempt.buckets) args.push_back(period_of(attempt.window, bucket.burst));
    // What the store does not hear of runs out there.
    (void)co_await redis_.eval(context, kEnd, keys_of(name_, attempt.buckets), std::move(args));
}

}  // namespace ecommerce::auth
