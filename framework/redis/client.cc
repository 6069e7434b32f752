// SPDX-License-Identifier: Apache-2.0
#include "framework/redis/client.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "framework/call/reasons.h"
#include "framework/redis/connection.h"
#include "framework/redis/resp.h"
#include "framework/redis/sha1.h"

namespace ecommerce::redis {

using chrono_clock = std::chrono::steady_clock;
using detail::Command;

struct Client::Shared {
    runtime::Loops& loops;
    ClientOptions options;
    Observer* observer;
    runtime::WorkerPool resolver{1, 64};
    detail::Counters counters;
    std::vector<std::shared_ptr<detail::Connection>> connections;
    // Names of scripts, by loop.
    std::vector<std::unordered_map<const char*, std::string>> script_names;
    bool closed = false;
};

namespace {

Error unavailable() {
    return Error(Code::unavailable, "REDIS_UNAVAILABLE", "The key-value store cannot be reached.")
        .retry_after(1);
}

// States of the store that pass, as against commands that it will never take.
bool is_passing(std::string_view error) {
    for (const auto* word : {"LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "OOM"}) {
        if (error.starts_with(word) && error.substr(std::strlen(word)).starts_with(' ')) return true;
    }
    return false;
}

Result<Reply> to_result(Command& command, detail::Connection& connection) {
    switch (command.state) {
    case Command::State::timed_out:
        return fail(reason::deadline_exceeded("The key-value store did not answer in time."));
    case Command::State::answered: break;
    case Command::State::sent:
    case Command::State::lost:
        return fail(
            Code::unavailable, "OUTCOME_UNKNOWN",
            "The connection to the key-value store was lost; whether the change was made is not known.");
    }
    auto& reply = command.reply;
    if (reply.kind != Reply::Kind::error) return std::move(reply);
    if (is_passing(reply.text)) {
        // A primary that became a replica: its address now leads to another server.
        if (reply.text.starts_with("READONLY")) connection.drop();
        return fail(unavailable());
    }
    return fail(Error(Code::internal, "REDIS_ERROR", "The key-value store refused a command.")
                    .with("redis_error", reply.text.substr(0, 200)));
}

bool is_missing_script(const Result<Reply>& result) {
    if (result || result.error().reason() != "REDIS_ERROR") return false;
    return result.error().metadata().at("redis_error").starts_with("NOSCRIPT");
}

}  // namespace

Client::Client(runtime::Loops& loops, ClientOptions options, Observer* observer)
    : shared_(new Shared{.loops = loops, .options = std::move(options), .observer = observer}) {
    shared_->script_names.resize(loops.size());
    for (auto& loop : loops) {
        shared_->connections.push_back(std::make_shared<detail::Connection>(
            *loop, shared_->options, shared_->resolver, shared_->counters));
        loop->post([connection = shared_->connections.back()] { connection->start(); });
    }
}

Client::~Client() {
    close();
}

void Client::close() {
    if (std::exchange(shared_->closed, true)) return;
    for (std::size_t i = 0; i < shared_->connections.size(); ++i) {
        shared_->loops.run_blocking(i, shared_->connections[i]->close());
    }
}

Stats Client::stats() const {
    const auto& from = shared_->counters;
    return {from.commands,         from.failures,  from.timeouts, from.connects,
            from.connect_failures, from.connected, from.in_flight};
}

bool Client::connected() const {
    return shared_->connections[runtime::Loop::current().index()]->connected();
}

Task<Result<Reply>> Client::command(CallContext& context, std::initializer_list<std::string_view> words) {
    return run(context, detail::format_command(words), std::string(words.size() > 0 ? *words.begin() : ""));
}

Task<Result<Reply>> Client::command(CallContext& context, const std::vector<std::string>& words) {
    return run(context, detail::format_command(words), words.empty() ? "" : words.front());
}

Task<Result<Reply>> Client::run(CallContext& context, std::string wire, std::string name) {
    auto& shared = *shared_;
    auto& counters = shared.counters;
    const auto connection = shared.connections[runtime::Loop::current().index()];
    const auto start = chrono_clock::now();
    const auto deadline = std::min(context.deadline, start + shared.options.command_timeout);
    Result<Reply> result = fail(unavailable());
    ++counters.commands;
    if (context.deadline <= start) {
        result = fail(reason::deadline_exceeded("The call's time was over."));
    } else if (connection->connected() && connection->in_flight() >= shared.options.max_in_flight) {
        result =
            fail(Code::exhausted, "REDIS_BUSY", "Too many commands to the key-value store are under way.");
    } else if (connection->connected()) {
        const auto command = connection->send(wire, deadline);
        ++counters.in_flight;
        co_await command->ended();
        --counters.in_flight;
        result = to_result(*command, *connection);
    }
    // A script that the store does not know yet is sent in full next: nothing failed.
    const bool failed = !result && !is_missing_script(result);
    if (failed) ++counters.failures;
    if (shared.observer) {
        shared.observer->command_ended(context, name, chrono_clock::now() - start,
                                       failed ? &result.error() : nullptr);
    }
    co_return result;
}

namespace {

Task<Result<std::optional<std::string>>> text_or_null(Task<Result<Reply>> asked) {
    auto reply = co_await ok(std::move(asked));
    if (reply.is_null()) co_return std::nullopt;
    co_return std::move(reply.text);
}

Task<Result<void>> ignore_reply(Task<Result<Reply>> asked) {
    co_await ok(std::move(asked));
    co_return {};
}

// "OK" or 1: done; null or 0: not done.
Task<Result<bool>> yes_or_no(Task<Result<Reply>> asked) {
    auto reply = co_await ok(std::move(asked));
    co_return reply.kind == Reply::Kind::integer ? reply.integer > 0 : !reply.is_null();
}

Task<Result<std::int64_t>> number(Task<Result<Reply>> asked) {
    auto reply = co_await ok(std::move(asked));
    co_return reply.integer;
}

}  // namespace

Task<Result<std::optional<std::string>>> Client::get(CallContext& context, std::string_view key) {
    return text_or_null(command(context, {"GET", key}));
}

Task<Result<void>> Client::set(CallContext& context, std::string_view key, std::string_view value,
                               Milliseconds expiry) {
    return ignore_reply(command(context, {"SET", key, value, "PX", std::to_string(expiry.count())}));
}

Task<Result<void>> Client::set(CallContext& context, std::string_view key, std::string_view value) {
    return ignore_reply(command(context, {"SET", key, value}));
}

Task<Result<bool>> Client::set_if_absent(CallContext& context, std::string_view key, std::string_view value,
                                         Milliseconds expiry) {
    return yes_or_no(command(context, {"SET", key, value, "NX", "PX", std::to_string(expiry.count())}));
}

Task<Result<bool>> Client::del(CallContext& context, std::string_view key) {
    return yes_or_no(command(context, {"DEL", key}));
}

Task<Result<std::int64_t>> Client::incr(CallContext& context, std::string_view key, std::int64_t by) {
    return number(command(context, {"INCRBY", key, std::to_string(by)}));
}

Task<Result<bool>> Client::expire(CallContext& context, std::string_view key, Milliseconds expiry) {
    return yes_or_no(command(context, {"PEXPIRE", key, std::to_string(expiry.count())}));
}

Task<Result<Reply>> Client::eval(CallContext& context, const Script& script, std::vector<std::string> keys,
                                 std::vector<std::string> args) {
    const Script known = script;  // the reference may be gone when the store has answered
    auto& name = shared_->script_names[runtime::Loop::current().index()][known.source];
    if (name.empty()) name = detail::sha1_hex(known.source);
    std::vector<std::string> words{"EVALSHA", name, std::to_string(keys.size())};
    std::ranges::move(keys, std::back_inserter(words));
    std::ranges::move(args, std::back_inserter(words));
    auto reply = co_await command(context, words);
    if (!is_missing_script(reply)) co_return reply;
    words[0] = "EVAL";
    words[1] = known.source;
    co_return co_await command(context, words);
}

}  // namespace ecommerce::redis
