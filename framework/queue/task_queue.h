// SPDX-License-Identifier: Apache-2.0
// Work for many processes: a stream of the key-value store with one group of consumers. A task goes to one of them; what
// a consumer holds and does not finish within a lease goes to another.
//
// The store may lose any of it, or bring a task twice. So a task names a row that says what is to be done: whoever
// takes it claims the row by one conditional UPDATE, and what rows say is to be done but the queue does not hold is put
// again. When to try again, and what is given up, is the rows' as well.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/redis/client.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::queue {

struct QueueOptions {
    std::string name;      // of its key, among the platform's
    std::string consumer;  // this process; no other has the name at the same time
    std::chrono::milliseconds lease{60'000};
    int length_max = 10'000;  // about; the oldest tasks make room
};

struct TaskTaken {
    std::string entry;  // for finish()
    std::int64_t id = 0;
};

struct QueueDepth {
    std::int64_t tasks = 0;  // with those that somebody holds
    std::int64_t held = 0;
};

// Any loop. No call waits for a task to come, for the connection is everybody's. Errors are the store's; while it is down
// each call answers `unavailable` at once.
class TaskQueue {
public:
    static constexpr int kAtOnce = 500;

    // `store` outlives it.
    TaskQueue(redis::Client& store, QueueOptions options);

    // At most kAtOnce.
    Task<Result<void>> put(CallContext& context, const std::vector<std::int64_t>& ids);
    // Tasks that nobody was given yet, the oldest first.
    Task<Result<std::vector<TaskTaken>>> take(CallContext& context, int most);
    // Tasks that others have held for longer than the lease.
    Task<Result<std::vector<TaskTaken>>> take_abandoned(CallContext& context, int most);
    // It is not given to anybody again.
    Task<Result<void>> finish(CallContext& context, const TaskTaken& task);

    Task<Result<QueueDepth>> depth(CallContext& context);
    // Strikes off consumers that hold nothing and have asked for nothing for so long; how many.
    Task<Result<int>> forget_consumers(CallContext& context, std::chrono::milliseconds idle);

private:
    // What is asked of the group, which is made where the store does not have it (any more).
    Task<Result<redis::Reply>> ask_group(CallContext& context, std::vector<std::string> words);

    redis::Client& store_;
    const QueueOptions options_;
    const std::string key_;
};

}  // namespace ecommerce::queue
