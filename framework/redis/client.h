// SPDX-License-Identifier: Apache-2.0
// The key-value store: Redis 7, Valkey or Dragonfly, with the commands that all three share. One
// connection per loop; commands of all calls travel pipelined.
//
// What is kept here can be lost at any time, so every caller has an answer for `unavailable`. While the
// store is down commands fail at once instead of queueing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::redis {

struct Reply {
    enum class Kind { null, text, integer, list, error };
    Kind kind = Kind::null;
    std::string text;  // of text and error ("WRONGTYPE …")
    std::int64_t integer = 0;
    std::vector<Reply> list;

    bool is_null() const { return kind == Kind::null; }
};

// A Lua script, written once as a constant. Runs on Lua 5.1 and 5.4; every key it touches is in KEYS;
// it returns integers and strings.
struct Script {
    const char* source;  // its address is its identity: it lives as long as the program
};

struct Stats {
    std::uint64_t commands = 0;
    std::uint64_t failures = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t connects = 0;
    std::uint64_t connect_failures = 0;
    std::uint64_t connected = 0;  // gauge: loops with a connection
    std::uint64_t in_flight = 0;  // gauge
};

// Called on the loop that did the work; must be quick and must not throw.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void command_ended(const CallContext& context, std::string_view command,
                               std::chrono::steady_clock::duration took, const Error* failure) = 0;
};

struct ClientOptions {
    std::string address;   // "host:port"
    std::string password;  // empty: none is asked for
    std::string username;  // empty: the default user
    std::chrono::milliseconds command_timeout{250};
    std::chrono::milliseconds connect_timeout{1'000};
    std::size_t max_in_flight = 4096;  // a loop
};

// Any loop; results come back on it. Errors:
//
//   down, loading, full, or a replica    unavailable   REDIS_UNAVAILABLE  nothing was done
//   connection lost after sending        unavailable   OUTCOME_UNKNOWN
//   no answer in time                    deadline      DEADLINE_EXCEEDED  the effect is unknown
//   too many commands under way          exhausted     REDIS_BUSY
//   refused; a bug of ours               internal      REDIS_ERROR        metadata: redis_error
class Client {
public:
    using Seconds = std::chrono::seconds;
    using Milliseconds = std::chrono::milliseconds;

    // Connects in the background, for ever. `loops` must be running and outlive this.
    Client(runtime::Loops& loops, ClientOptions options, Observer* observer = nullptr);
    // As close().
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // The words are copied. An error reply of the store is an Error here.
    Task<Result<Reply>> command(CallContext& context, std::initializer_list<std::string_view> words);
    Task<Result<Reply>> command(CallContext& context, const std::vector<std::string>& words);

    Task<Result<std::optional<std::string>>> get(CallContext& context, std::string_view key);
    Task<Result<void>> set(CallContext& context, std::string_view key, std::string_view value,
                           Milliseconds expiry);
    Task<Result<void>> set(CallContext& context, std::string_view key,
                           std::string_view value);  // without expiry
    // Sets a key that is not there yet; false when it is.
    Task<Result<bool>> set_if_absent(CallContext& context, std::string_view key, std::string_view value,
                                     Milliseconds expiry);
    Task<Result<bool>> del(CallContext& context, std::string_view key);  // true when it was there
    Task<Result<std::int64_t>> incr(CallContext& context, std::string_view key, std::int64_t by = 1);
    Task<Result<bool>> expire(CallContext& context, std::string_view key, Milliseconds expiry);
    // By EVALSHA; the source travels only when the store does not know the script (any more).
    Task<Result<Reply>> eval(CallContext& context, const Script& script, std::vector<std::string> keys,
                             std::vector<std::string> args);

    Stats stats() const;  // any thread
    // Whether this loop has a connection. On a loop.
    bool connected() const;
    // Ends the connections; commands under way fail. Not on a loop.
    void close();

    struct Shared;  // for framework/redis

private:
    Task<Result<Reply>> run(CallContext& context, std::string wire, std::string name);
    std::shared_ptr<Shared> shared_;
};

}  // namespace ecommerce::redis
