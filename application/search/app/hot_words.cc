// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/hot_words.h"

#include <cstdlib>

#include "application/search/domain/analyser.h"
#include "application/search/domain/presentable.h"
#include "framework/auth/digest.h"
#include "framework/call/client_network.h"

namespace ecommerce::search {

namespace {

using namespace std::chrono_literals;

// KEYS: that somebody has said it, the day's ranking. ARGV: words, seconds that each is kept, how many are kept.
constexpr redis::Script kCount{R"lua(
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[2]) then return 0 end
redis.call('ZINCRBY', KEYS[2], 1, ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[3])
local extra = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4])
if extra > 100 then redis.call('ZREMRANGEBYRANK', KEYS[2], 0, extra - 1) end
return 1
)lua"};

// KEYS: that somebody has said it, how much they have said today. ARGV: seconds that each is kept, how much at most.
constexpr redis::Script kFirst{R"lua(
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local said = redis.call('INCR', KEYS[2])
if said == 1 then redis.call('EXPIRE', KEYS[2], ARGV[1]) end
if said > tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[1])
return 1
)lua"};

constexpr auto kDay = std::chrono::seconds(24h);
constexpr int kKeptADay = 5'000;

std::string day_key(Timestamp now, int days_ago) {
    const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count() - days_ago;
    return "search:{hot}:" + std::to_string(day);
}

std::string caller_of(const CallContext& context) {
    if (context.principal.user_id != 0) return "user " + std::to_string(context.principal.user_id);
    return "network " + client_network(context.client_address);
}

std::string said_key(const CallContext& context, std::string_view purpose, std::string_view key,
                     Timestamp now) {
    const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
    auto said = std::to_string(day) + ' ' + caller_of(context) + ' ';
    said += key;
    return "search:{hot}:said:" + auth::digest_id(purpose, said);
}

}  // namespace

Task<Result<void>> HotWords::count(CallContext& context, std::string_view text) {
    const auto key = key_of(text);
    if (!is_presentable(text, key)) co_return {};
    const auto now = clock_.now();
    const auto kept = std::to_string((kDays + 1) * kDay.count());
    co_await ok(store_.eval(context, kCount, {said_key(context, "hot words", key, now), day_key(now, 0)},
                            {key, std::to_string(kDay.count()), kept, std::to_string(kKeptADay)}));
    co_return {};
}

Task<bool> HotWords::is_first_today(CallContext& context, std::string_view purpose, std::string_view key,
                                    int most) {
    const auto now = clock_.now();
    const auto first = co_await store_.eval(
        context, kFirst, {said_key(context, purpose, key, now), said_key(context, purpose, {}, now)},
        {std::to_string(kDay.count()), std::to_string(most)});
    co_return first && first->integer == 1;
}

Task<Result<HotWords::Copy>> HotWords::get(CallContext& context) {
    return copies_.get({}, context.deadline, [this, &context] { return load(context); });
}

// A day counts two thirds of the day after it.
Task<Result<HotWords::Copy>> HotWords::load(CallContext& context) {
    const auto now = clock_.now();
    std::vector<std::string> words{"ZUNION", std::to_string(kDays)};
    for (int day = 0; day < kDays; ++day) words.push_back(day_key(now, day));
    words.emplace_back("WEIGHTS");
    double weight = 1;
    for (int day = 0; day < kDays; ++day) {
        words.push_back(std::to_string(weight));
        weight *= 2.0 / 3;
    }
    words.emplace_back("WITHSCORES");
    auto reply = co_await ok(store_.command(context, words));
    review::v1::BatchCheckTextsRequest request;
    // They come from the least to the most, each before its score.
    for (auto at = std::ssize(reply.list) - 2; at >= 0 && request.texts_size() < kMost; at -= 2) {
        if (std::strtod(reply.list[at + 1].text.c_str(), nullptr) < callers_min_) break;
        request.add_texts(std::move(reply.list[at].text));
    }
    auto hot = std::make_shared<std::vector<std::string>>();
    if (request.texts().empty()) co_return hot;
    const auto checked = co_await ok(filter_.BatchCheckTexts(context, request));
    for (const auto at : checked.allowed()) {
        if (at < std::uint32_t(request.texts_size())) hot->push_back(request.texts(int(at)));
    }
    co_return hot;
}

}  // namespace ecommerce::search
