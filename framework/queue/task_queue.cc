// SPDX-License-Identifier: Apache-2.0
#include "framework/queue/task_queue.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string_view>

#include "framework/call/reasons.h"

namespace ecommerce::queue {

namespace {

using redis::Reply;

constexpr std::string_view kGroup = "workers";
constexpr std::string_view kField = "id";

constexpr redis::Script kPut{R"lua(
    for i = 2, #ARGV do redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'id', ARGV[i]) end
    return #ARGV - 1
)lua"};

// Both or neither: an entry that is only acknowledged would be counted for ever.
constexpr redis::Script kFinish{R"lua(
    redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
    return redis.call('XDEL', KEYS[1], ARGV[2])
)lua"};

// Makes the group where there is none, of everything that the stream holds: a queue that was never used is no failure.
constexpr redis::Script kDepth{R"lua(
    redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
    return {redis.call('XLEN', KEYS[1]), redis.call('XPENDING', KEYS[1], ARGV[1])[1]}
)lua"};

bool says(const Error& error, std::string_view word) {
    const auto found = error.metadata().find("redis_error");
    return found != error.metadata().end() && found->second.starts_with(word);
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// An entry is [name, [field, value, …]]; null where it was deleted while somebody held it.
std::vector<TaskTaken> to_tasks(const Reply& entries) {
    std::vector<TaskTaken> tasks;
    for (const auto& entry : entries.list) {
        if (entry.list.size() != 2) continue;
        const auto& fields = entry.list[1].list;
        const bool known = fields.size() == 2 && fields[0].text == kField;
        tasks.push_back({.entry = entry.list[0].text, .id = known ? number_of(fields[1].text) : 0});
    }
    return tasks;
}

// Of a map that comes as name, value, name, value.
const Reply* value_of(const Reply& map, std::string_view name) {
    for (std::size_t i = 0; i + 1 < map.list.size(); i += 2) {
        if (map.list[i].text == name) return &map.list[i + 1];
    }
    return nullptr;
}

}  // namespace

TaskQueue::TaskQueue(redis::Client& store, QueueOptions options)
    : store_(store), options_(std::move(options)), key_("queue:" + options_.name) {}

Task<Result<void>> TaskQueue::put(CallContext& context, const std::vector<std::int64_t>& ids) {
    assert(ids.size() <= kAtOnce);
    if (ids.empty()) co_return {};
    std::vector<std::string> arguments{std::to_string(options_.length_max)};
    for (const auto id : ids) arguments.push_back(std::to_string(id));
    co_await ok(store_.eval(context, kPut, {key_}, std::move(arguments)));
    co_return {};
}

Task<Result<std::vector<TaskTaken>>> TaskQueue::take(CallContext& context, int most) {
    const auto reply =
        co_await ok(ask_group(context, {"XREADGROUP", "GROUP", std::string(kGroup), options_.consumer,
                                        "COUNT", std::to_string(most), "STREAMS", key_, ">"}));
    // [[key, entries]]; null where there are none.
    if (reply.list.empty() || reply.list[0].list.size() != 2) co_return std::vector<TaskTaken>();
    co_return to_tasks(reply.list[0].list[1]);
}

Task<Result<std::vector<TaskTaken>>> TaskQueue::take_abandoned(CallContext& context, int most) {
    const auto reply = co_await ok(
        ask_group(context, {"XAUTOCLAIM", key_, std::string(kGroup), options_.consumer,
                            std::to_string(options_.lease.count()), "0-0", "COUNT", std::to_string(most)}));
    // [where to go on, entries, …]
    co_return reply.list.size() < 2 ? std::vector<TaskTaken>() : to_tasks(reply.list[1]);
}

Task<Result<void>> TaskQueue::finish(CallContext& context, const TaskTaken& task) {
    co_await ok(store_.eval(context, kFinish, {key_}, {std::string(kGroup), task.entry}));
    co_return {};
}

Task<Result<QueueDepth>> TaskQueue::depth(CallContext& context) {
    const auto reply = co_await ok(store_.eval(context, kDepth, {key_}, {std::string(kGroup)}));
    if (reply.list.size() != 2) co_return fail(reason::internal("The key-value store answers otherwise."));
    co_return QueueDepth{.tasks = reply.list[0].integer, .held = reply.list[1].integer};
}

Task<Result<int>> TaskQueue::forget_consumers(CallContext& context, std::chrono::milliseconds idle) {
    const auto consumers = co_await ok(ask_group(context, {"XINFO", "CONSUMERS", key_, std::string(kGroup)}));
    int forgotten = 0;
    for (const auto& consumer : consumers.list) {
        const auto* name = value_of(consumer, "name");
        const auto* held = value_of(consumer, "pending");
        const auto* waited = value_of(consumer, "idle");
        if (!name || !held || !waited || held->integer > 0 || waited->integer < idle.count()) continue;
        co_await ok(ask_group(context, {"XGROUP", "DELCONSUMER", key_, std::string(kGroup), name->text}));
        ++forgotten;
    }
    co_return forgotten;
}

Task<Result<Reply>> TaskQueue::ask_group(CallContext& context, std::vector<std::string> words) {
    auto reply = co_await store_.command(context, words);
    if (reply || !(says(reply.error(), "NOGROUP") || says(reply.error(), "ERR no such key"))) co_return reply;
    // Of everything that the stream holds.
    const auto made = co_await store_.command(context, {"XGROUP", "CREATE", key_, kGroup, "0", "MKSTREAM"});
    if (!made && !says(made.error(), "BUSYGROUP")) co_return fail(made.error());
    co_return co_await store_.command(context, words);
}

}  // namespace ecommerce::queue
