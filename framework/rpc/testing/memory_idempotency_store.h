// SPDX-License-Identifier: Apache-2.0
// An IdempotencyStore within the process, for tests. Any loop.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "framework/call/idempotency.h"

namespace ecommerce::rpc::testing {

class MemoryIdempotencyStore final : public IdempotencyStore {
public:
    Task<Result<bool>> holds(CallContext&, const IdempotencyId& id) override {
        const std::lock_guard lock(mutex_);
        const auto at = rows_.find({id.scope, id.key});
        if (at == rows_.end()) co_return false;
        co_return at->second.finished || (at->second.claimed && now < at->second.leased_until);
    }
    Task<Result<IdempotencyClaim>> claim(CallContext&, const IdempotencyId& id,
                                         const std::string& request_hash,
                                         std::chrono::seconds lease) override {
        const std::lock_guard lock(mutex_);
        auto [at, fresh] = rows_.try_emplace({id.scope, id.key});
        auto& row = at->second;
        const bool known = !fresh && (row.claimed || row.finished);
        if (known && row.hash != request_hash)
            co_return IdempotencyClaim{IdempotencyClaim::State::other_request, 0, {}};
        if (row.done && !row.finished && now >= row.leased_until)
            co_return IdempotencyClaim{IdempotencyClaim::State::done, row.attempt, {}};
        if (row.finished)
            co_return IdempotencyClaim{IdempotencyClaim::State::finished, row.attempt, row.reply};
        if (row.claimed && (row.done || now < row.leased_until))
            co_return IdempotencyClaim{IdempotencyClaim::State::running, row.attempt, {}};
        row.hash = request_hash;
        row.claimed = true;
        row.leased_until = now + lease;
        co_return IdempotencyClaim{IdempotencyClaim::State::mine, ++row.attempt, {}};
    }
    Task<Result<void>> complete(CallContext&, const IdempotencyId& id, std::int64_t attempt,
                                const std::string& reply) override {
        const std::lock_guard lock(mutex_);
        auto& row = rows_.at({id.scope, id.key});
        if (row.attempt == attempt) {
            row.finished = true;
            row.reply = reply;
        }
        co_return Result<void>();
    }
    Task<Result<void>> abandon(CallContext&, const IdempotencyId& id, std::int64_t attempt) override {
        const std::lock_guard lock(mutex_);
        auto& row = rows_.at({id.scope, id.key});
        if (row.attempt == attempt && !row.done) row.claimed = false;
        co_return Result<void>();
    }
    Task<Result<void>> leave(CallContext&, const IdempotencyId& id, std::int64_t attempt) override {
        const std::lock_guard lock(mutex_);
        auto& row = rows_.at({id.scope, id.key});
        if (row.attempt == attempt) row.leased_until = now;
        co_return Result<void>();
    }
    // As a transaction does that commits an effect; false when the claim is lost.
    bool record(const KeyClaim& claim) {
        const std::lock_guard lock(mutex_);
        auto& row = rows_.at({claim.scope, claim.key});
        if (row.attempt != claim.attempt) return false;
        return row.done = true;
    }

    std::size_t rows() {
        const std::lock_guard lock(mutex_);
        return rows_.size();
    }
    // All that is kept.
    std::vector<std::string> texts() {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> all;
        for (const auto& [name, row] : rows_) {
            all.insert(all.end(), {name.first, name.second, row.hash, row.reply});
        }
        return all;
    }
    void erase_replies() {
        const std::lock_guard lock(mutex_);
        for (auto& [name, row] : rows_) {
            row.reply.clear();
            row.finished = false;
            row.done = true;
            row.leased_until = now;
        }
    }
    // Stands still unless the test moves it.
    std::chrono::seconds now{0};

private:
    struct Row {
        std::string hash;
        bool claimed = false;
        bool done = false;
        bool finished = false;
        std::chrono::seconds leased_until{0};
        std::int64_t attempt = 0;
        std::string reply;
    };
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, Row> rows_;
};

}  // namespace ecommerce::rpc::testing
