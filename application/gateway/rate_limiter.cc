// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/rate_limiter.h"

#include <algorithm>

#include "application/gateway/buckets.h"
#include "framework/call/client_network.h"
#include "framework/call/reasons.h"
#include "framework/redis/client.h"

namespace ecommerce::gateway {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// A key holds the moment, in microseconds, at which its bucket is full again. All buckets give, or none:
// at most `want` tokens, and as many as the one with the least has. Numbers stay below 2^53, so both kinds of
// Lua count the same.
const redis::Script kTake{R"lua(
local now, want = tonumber(ARGV[1]), tonumber(ARGV[2])
local granted, left, wait = want, nil, 0
local full = {}
for i = 1, #KEYS do
    local period, burst = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
    local at = tonumber(redis.call('GET', KEYS[i]) or '') or now
    if at < now then at = now end
    full[i] = at
    local free = math.floor((burst * period - (at - now)) / period)
    if free < 1 then
        local needed = at + period - burst * period - now
        if needed > wait then wait = needed end
    end
    if free < granted then granted = free end
    if not left or free < left then left = free end
end
if granted < 1 then return {0, 0, math.ceil(wait / 1000)} end
for i = 1, #KEYS do
    local at = full[i] + granted * tonumber(ARGV[2 * i + 1])
    redis.call('SET', KEYS[i], string.format('%.0f', at), 'PX', string.format('%.0f', math.ceil((at - now) / 1000) + 1000))
end
return {granted, left - granted, 0}
)lua"};

const redis::Script kGiveBack{R"lua(
local now = tonumber(ARGV[1])
for i = 1, #KEYS do
    local at = tonumber(redis.call('GET', KEYS[i]) or '')
    if at then
        at = at - tonumber(ARGV[i + 1])
        if at <= now then
            redis.call('DEL', KEYS[i])
        else
            redis.call('SET', KEYS[i], string.format('%.0f', at),
                       'PX', string.format('%.0f', math.ceil((at - now) / 1000) + 1000))
        end
    end
end
return 1
)lua"};

constexpr auto kLeaseTime = std::chrono::seconds(1);

struct Grant {
    std::int64_t granted = 0;
    std::int64_t remaining = 0;
    milliseconds wait{0};
};

std::string text(std::int64_t number) {
    return std::to_string(number);
}

std::string period_in_store(const Limit& limit) {
    return text(std::max<std::int64_t>(microseconds(limit.window).count() / limit.requests, 1));
}

Task<Result<Grant>> ask(redis::Client& store, Timestamp now, CallContext& context,
                        std::vector<std::string> keys, std::vector<Limit> limits, std::int64_t want) {
    std::vector<std::string> args{text(now.time_since_epoch().count()), text(want)};
    for (const auto& limit : limits) {
        args.push_back(period_in_store(limit));
        args.push_back(text(limit.requests));
    }
    auto reply = co_await store.eval(context, kTake, std::move(keys), std::move(args));
    if (!reply) co_return fail(std::move(reply).error());
    if (reply->list.size() != 3) co_return reason::internal("The script returned something else.");
    co_return Grant{reply->list[0].integer, reply->list[1].integer, milliseconds(reply->list[2].integer)};
}

std::string prefix_of(RateClass rate_class) {
    return "ratelimit:" + std::string(name_of(rate_class));
}

std::string key_of(RateClass rate_class, const std::string& address) {
    return prefix_of(rate_class) + ":address:" + client_network(address);
}

// Small enough that what a loop does not use is no loss to the others.
std::int64_t batch_of(const Limit& limit) {
    return std::clamp<std::int64_t>(limit.requests / 20, 1, 100);
}

}  // namespace

struct RateLimiter::Counted {
    std::string key;
    Limit limit;
};

RateLimiter::RateLimiter(runtime::Loops& loops, redis::Client& store, const runtime::Clock& clock,
                         const LimitSettings& settings)
    : settings_(settings),
      store_(store),
      clock_(clock),
      counts_(loops, [](runtime::Loop&) { return std::make_unique<Counts>(); }) {}

RateLimiter::~RateLimiter() = default;

std::vector<RateLimiter::Counted> RateLimiter::counted_by(const CallContext& context,
                                                          RateClass rate_class) const {
    const auto& limits = settings_.of(rate_class);
    const auto per_address = limits.per_address.now();
    const auto per_account = limits.per_account.now();
    std::vector<Counted> counted;
    if (per_address.requests > 0) {
        counted.push_back({key_of(rate_class, context.client_address), per_address});
    }
    if (context.principal.signed_in() && per_account.requests > 0) {
        counted.push_back(
            {prefix_of(rate_class) + ":account:" + text(context.principal.user_id), per_account});
    }
    return counted;
}

Task<Quota> RateLimiter::take(CallContext& context, RateClass rate_class) {
    const auto counted = counted_by(context, rate_class);
    const bool leased = rate_class == RateClass::read || rate_class == RateClass::write;
    if (!leased && !counted.empty()) co_return co_await take_exactly(context, counted);
    Quota nearest{.remaining = INT64_MAX};
    for (const auto& one : counted) {
        const auto quota = co_await take_leased(context, one);
        if (!quota.admitted || quota.remaining < nearest.remaining) nearest = quota;
        if (!nearest.admitted) break;
    }
    co_return nearest;
}

Quota RateLimiter::known(const CallContext& context, RateClass rate_class) {
    const auto limit = settings_.of(rate_class).per_address.now();
    Quota quota{.limit = limit, .remaining = limit.requests};
    if (limit.requests == 0) return quota;
    const auto* lease = counts_.local().find(key_of(rate_class, context.client_address));
    if (!lease) return quota;
    const auto now = std::chrono::steady_clock::now();
    if (now < lease->empty_until) {
        quota.remaining = 0;
    } else if (now < lease->until) {
        quota.remaining = lease->remaining + lease->tokens;
    }
    return quota;
}

Task<void> RateLimiter::give_back(CallContext& context, RateClass rate_class) {
    const auto counted = counted_by(context, rate_class);
    if (counted.empty()) co_return;
    auto& counts = counts_.local();
    if (!counts.store_rests(std::chrono::steady_clock::now())) {
        std::vector<std::string> keys;
        std::vector<std::string> args{text(clock_.now().time_since_epoch().count())};
        for (const auto& one : counted) {
            keys.push_back(one.key);
            args.push_back(period_in_store(one.limit));
        }
        if (co_await store_.eval(context, kGiveBack, std::move(keys), std::move(args))) co_return;
    }
    for (const auto& one : counted) counts.lease(one.key)->local.give_back(one.limit);
}

RateLimiter::Counted RateLimiter::refusals_of(const CallContext& context) const {
    return {.key = "ratelimit:refused:address:" + client_network(context.client_address),
            .limit = settings_.of(RateClass::write).per_address.now()};
}

Task<Quota> RateLimiter::take_refused(CallContext& context) {
    const auto counted = refusals_of(context);
    if (counted.limit.requests == 0) co_return Quota{};
    const auto quota = co_await take_leased(context, counted);
    if (quota.admitted) co_return quota;
    auto& counts = counts_.local();
    const auto until = std::chrono::steady_clock::now() + quota.retry_after;
    counts.lease(counted.key)->empty_until = until;
    counts.refused_until = std::max(counts.refused_until, until);
    co_return quota;
}

std::optional<Quota> RateLimiter::refused_too_often(const CallContext& context) {
    auto& counts = counts_.local();
    const auto now = std::chrono::steady_clock::now();
    if (now >= counts.refused_until) return std::nullopt;
    const auto counted = refusals_of(context);
    const auto* lease = counts.find(counted.key);
    if (!lease || now >= lease->empty_until) return std::nullopt;
    return Quota{.admitted = false,
                 .limit = counted.limit,
                 .retry_after = std::chrono::ceil<milliseconds>(lease->empty_until - now)};
}

Task<Quota> RateLimiter::take_exactly(CallContext& context, const std::vector<Counted>& counted) {
    auto& counts = counts_.local();
    if (!counts.store_rests(std::chrono::steady_clock::now())) {
        std::vector<std::string> keys;
        std::vector<Limit> limits;
        for (const auto& one : counted) {
            keys.push_back(one.key);
            limits.push_back(one.limit);
        }
        const auto grant = co_await ask(store_, clock_.now(), context, std::move(keys), std::move(limits), 1);
        if (grant) {
            co_return Quota{.admitted = grant->granted > 0,
                            .limit = counted[0].limit,
                            .remaining = grant->remaining,
                            .retry_after = grant->wait};
        }
        counts.store_failed(std::chrono::steady_clock::now());
    }
    Quota nearest{.remaining = INT64_MAX};
    for (const auto& one : counted) {
        const auto quota = counts.lease(one.key)->local.take(one.limit, std::chrono::steady_clock::now());
        if (!quota.admitted || quota.remaining < nearest.remaining) nearest = quota;
        if (!nearest.admitted) break;
    }
    co_return nearest;
}

Task<Quota> RateLimiter::take_leased(CallContext& context, const Counted& counted) {
    auto& counts = counts_.local();
    const auto lease = counts.lease(counted.key);
    // Each round serves one of those that wait, or finds the bucket empty or the store down.
    while (true) {
        const auto now = std::chrono::steady_clock::now();
        if (lease->tokens > 0 && now < lease->until) {
            --lease->tokens;
            co_return Quota{.limit = counted.limit, .remaining = lease->remaining + lease->tokens};
        }
        if (now < lease->empty_until) {
            const auto wait = std::chrono::ceil<milliseconds>(lease->empty_until - now);
            co_return Quota{.admitted = false, .limit = counted.limit, .retry_after = wait};
        }
        if (counts.store_rests(now)) break;
        if (lease->asking) {
            co_await lease->waiting.wait();
            continue;
        }
        lease->asking = true;
        const auto want = batch_of(counted.limit) + std::int64_t(lease->waiting.size());
        const auto grant = co_await ask(store_, clock_.now(), context, {counted.key}, {counted.limit}, want);
        lease->asking = false;
        const auto asked = std::chrono::steady_clock::now();
        if (!grant) {
            counts.store_failed(asked);
        } else if (grant->granted > 0) {
            lease->tokens = grant->granted;
            lease->remaining = grant->remaining;
            lease->until = asked + kLeaseTime;
        } else {
            lease->empty_until = asked + grant->wait;
        }
        lease->waiting.notify_all();
    }
    co_return lease->local.take(counted.limit, std::chrono::steady_clock::now());
}

}  // namespace ecommerce::gateway
