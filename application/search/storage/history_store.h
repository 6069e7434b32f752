// SPDX-License-Identifier: Apache-2.0
// What people searched for, and what nothing was found for: the tables `search_history`, `forgotten_users` and
// `missed_words`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

struct HistoryRow {
    std::string query;
    Timestamp searched_at;
};

struct MissRow {
    std::string query;
    std::int64_t count = 0;
    Timestamp last_at;
};

// Words as they were typed, and their key.
struct Typed {
    std::string_view query;
    std::string_view key;
};

// Stateless; any loop.
class HistoryStore {
public:
    static constexpr std::int64_t kKept = 50;  // entries of a person

    explicit HistoryStore(postgres::Database& database) : database_(database) {}

    // The latest first.
    Task<Result<std::vector<HistoryRow>>> list(CallContext& context, std::int64_t user_id,
                                               std::int64_t limit) const;
    // What is older than the latest kKept goes. Nothing of a forgotten person is kept. May be lost in a crash.
    Task<Result<void>> put(CallContext& context, std::int64_t user_id, const Typed& typed,
                           Timestamp now) const;
    Task<Result<void>> remove(CallContext& context, std::int64_t user_id, std::string_view key) const;
    Task<Result<void>> clear(CallContext& context, std::int64_t user_id) const;
    // For good.
    void forget(postgres::Transaction& tx, std::int64_t user_id, Timestamp now) const;
    // Deletes once more what came in while persons were being forgotten since then.
    Task<Result<void>> forget_late(CallContext& context, Timestamp since) const;

    // One more time; new words only while there are fewer than `most`.
    Task<Result<void>> miss(CallContext& context, const Typed& typed, std::int64_t most, Timestamp now) const;
    // Since then, most often first.
    Task<Result<std::vector<MissRow>>> misses(CallContext& context, Timestamp since,
                                              std::int64_t limit) const;
    Task<Result<std::int64_t>> drop_misses(CallContext& context, Timestamp before, std::int64_t most) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
