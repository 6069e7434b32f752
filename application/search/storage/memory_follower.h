// SPDX-License-Identifier: Apache-2.0
// Keeps the index in memory as the tables are: loads it, and follows what any process writes.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "application/search/storage/document_table.h"
#include "framework/runtime/spawn.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::search {

// Works on one loop. The index belongs to one thread, on which it is written; merging runs on another beside it.
class MemoryFollower {
public:
    // Both outlive it.
    MemoryFollower(postgres::Database& database, runtime::Loops& loops, std::int64_t page);

    // Null while there is none that is as the tables are. Any loop.
    std::shared_ptr<const MemorySnapshot> snapshot() { return served_.local().snapshot; }
    // Loads the index where there is none, unless another call is at it, and follows. Any loop.
    Task<Result<void>> refresh(CallContext& context);
    // After it the snapshot, if there is one, has what was committed before it. Any loop.
    Task<Result<void>> catch_up(CallContext& context);
    // Makes fewer segments of many. Any loop.
    Task<Result<void>> merge();

    // Any thread; nothing while there is no snapshot.
    std::optional<EngineFigures> figures() const;

private:
    struct Served {
        std::uint64_t number = 0;  // later ones have higher numbers
        std::shared_ptr<const MemorySnapshot> snapshot;
    };

    Task<Result<void>> load(CallContext& context);
    Task<Result<void>> follow_until(CallContext& context, std::uint64_t asked);
    Task<Result<void>> follow(CallContext& context);
    Task<Result<void>> take(CallContext& context, const std::vector<Version>& versions);
    Task<Result<void>> take_shops(CallContext& context, std::shared_ptr<MemoryIndex> index);
    Task<Result<void>> merge_all(std::shared_ptr<MemoryIndex> index);
    // From now on readers get what this index has; of null, nothing.
    Task<Result<void>> serve(std::shared_ptr<MemoryIndex> index);

    runtime::Loops& loops_;
    runtime::Loop& home_;
    const DocumentTable table_;
    const std::int64_t page_;
    runtime::PerLoop<Served> served_;

    // On the loop alone, but for what the index holds.
    std::shared_ptr<MemoryIndex> index_;  // null until it is loaded
    std::string seen_;                    // the snapshot of the tables that it is as
    bool serving_ = false;
    bool loading_ = false;
    bool merging_ = false;
    bool following_ = false;
    std::uint64_t asked_ = 0;
    std::uint64_t answered_ = 0;  // whoever asked by then
    runtime::WaitList followed_;

    std::uint64_t number_ = 0;  // on the writer's thread: of the latest snapshot
    std::atomic<std::size_t> documents_ = 0;
    std::atomic<std::size_t> bytes_ = 0;
    std::atomic<std::uint64_t> merges_ = 0;
    std::atomic<std::chrono::steady_clock::time_point> as_of_{};  // the beginning: nothing is served
    runtime::WorkerPool writer_{1, 100};
    runtime::WorkerPool merger_{1, 1};
};

}  // namespace ecommerce::search
