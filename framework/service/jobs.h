// SPDX-License-Identifier: Apache-2.0
// A service's periodic work.
//
//   jobs.every("delete-ended-sessions", 1h, [this](CallContext& context) -> Task<Result<Left>> {
//       const auto deleted = co_await ok(sessions_.delete_ended(context, clock_.now() - kKeepEnded, kBatch));
//       co_return left_after(deleted, kBatch);
//   });
//
// A run has a context of its own, by the service itself, with a deadline and perhaps a recorded trace; its
// time and outcome are measured (`ecommerce_job_duration_seconds`), a failure is logged, once a minute at most,
// and the next run comes as always; what keeps failing is named by /readyz. When a run may have left more to do, the
// next one follows at once.
//
// Every job is harmless when it runs twice, in two processes at once or after its process died.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/spawn.h"
#include "framework/telemetry/log.h"

namespace ecommerce::redis {
class Client;
}
namespace ecommerce::telemetry {
class Metrics;
class Sampler;
class Tracer;
}  // namespace ecommerce::telemetry

namespace ecommerce::service {

// What a run leaves to be done.
enum class Left : std::uint8_t { nothing, maybe_more };

// Of a run that did `done` things of at most `batch`.
constexpr Left left_after(std::int64_t done, std::int64_t batch) {
    return done < batch ? Left::nothing : Left::maybe_more;
}

struct JobOptions {
    // Of one run, as its context's deadline.
    std::chrono::milliseconds timeout = std::chrono::minutes(1);
    // Whether the first run comes at once; else after a pause, so that a start does no more than it must.
    bool at_start = false;
    // Whether one process is enough: of all replicas the first to come has the turn, for nine tenths of the
    // pause, in which all its runs end. The turn saves work and guards nothing, so it is kept in the
    // key-value store, which may lose it: without the store every replica runs.
    bool one_replica = false;
};

// The jobs of one service in this process. Works on one loop; all references outlive it.
class Jobs {
public:
    using Work = std::function<Task<Result<Left>>(CallContext&)>;

    struct Needs {
        runtime::Loop& loop;
        redis::Client* turns;  // null: one_replica has no effect
        telemetry::Metrics& metrics;
        const telemetry::Tracer& tracer;
        const telemetry::Sampler& sampler;
    };
    Jobs(std::string service, const Needs& needs);
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    // Runs `work`, a Task<Result<Left>> or Task<Result<void>> of a CallContext&, with about `pause` between
    // one run and the next: a tenth more or less, so that replicas drift apart. `name` is stable and in
    // kebab-case. Before start(). Throws std::logic_error for a name that is taken, or for a one-replica job
    // whose timeout is longer than its turn.
    template <std::invocable<CallContext&> Callable>
    void every(std::string name, std::chrono::milliseconds pause, Callable work, JobOptions options = {}) {
        if constexpr (std::is_same_v<std::invoke_result_t<Callable&, CallContext&>, Task<Result<void>>>) {
            add(std::move(name), pause, Whole<Callable>{std::move(work)}, options);
        } else {
            add(std::move(name), pause, std::move(work), options);
        }
    }

    // Once; any thread.
    void start();
    // After start(); any loop. What runs comes to its end first.
    Task<void> stop();

    // Names of those that have kept failing for `time`. Any thread, after start().
    std::vector<std::string> failing(std::chrono::steady_clock::duration time) const;

    // Runs a job now, until nothing is left or a run fails: for tests and by hand. On the jobs' loop.
    Task<Result<void>> run(std::string_view name);

private:
    struct Job;

    // Work that leaves nothing.
    template <typename Callable>
    struct Whole {
        Callable work;
        Task<Result<Left>> operator()(CallContext& context) {
            co_await ok(work(context));
            co_return Left::nothing;
        }
    };

    void add(std::string name, std::chrono::milliseconds pause, Work work, JobOptions options);
    Task<void> repeat(Job& job);
    Task<bool> take_turn(const Job& job);
    Task<Result<void>> catch_up(Job& job);
    Task<Result<Left>> run_once(Job& job);

    const std::string service_;
    const Needs needs_;
    const log::Logger log_;
    std::vector<std::unique_ptr<Job>> jobs_;
    runtime::TaskGroup running_;
};

}  // namespace ecommerce::service
