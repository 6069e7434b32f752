// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/history_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kList{Plan::each_time, R"sql(
    SELECT query, searched_at
    FROM search_history
    WHERE user_id = $1
    ORDER BY searched_at DESC
    LIMIT $2
)sql"};

constexpr Write kPut{R"sql(
    INSERT INTO search_history (user_id, key, query, searched_at)
    SELECT $1::BIGINT, $2::TEXT, $3::VARCHAR, $4::TIMESTAMPTZ
    WHERE NOT EXISTS (SELECT 1 FROM forgotten_users WHERE user_id = $1)
    ON CONFLICT (user_id, key) DO UPDATE
    SET query = EXCLUDED.query, searched_at = EXCLUDED.searched_at
)sql"};

constexpr Write kTrim{Plan::each_time, R"sql(
    DELETE FROM search_history AS h
    WHERE h.user_id = $1 AND h.searched_at < (
        SELECT MIN(kept.searched_at)
        FROM (
            SELECT latest.searched_at
            FROM search_history AS latest
            WHERE latest.user_id = $1
            ORDER BY latest.searched_at DESC
            LIMIT $2
        ) AS kept
    )
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM search_history WHERE user_id = $1 AND key = $2
)sql"};

constexpr Write kClear{R"sql(
    DELETE FROM search_history WHERE user_id = $1
)sql"};

constexpr Write kForget{R"sql(
    INSERT INTO forgotten_users (user_id, forgotten_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
)sql"};

constexpr Write kForgetLate{R"sql(
    DELETE FROM search_history AS h
    USING forgotten_users AS f
    WHERE f.forgotten_at > $1 AND h.user_id = f.user_id
)sql"};

constexpr Write kMiss{Plan::each_time, R"sql(
    INSERT INTO missed_words (key, query, count, last_at)
    SELECT $1::TEXT, $2::VARCHAR, 1, $3::TIMESTAMPTZ
    WHERE EXISTS (SELECT 1 FROM missed_words AS known WHERE known.key = $1)
       OR (SELECT COUNT(*) FROM missed_words) < $4
    ON CONFLICT (key) DO UPDATE
    SET count = missed_words.count + 1, last_at = EXCLUDED.last_at
)sql"};

constexpr Read kMisses{Plan::each_time, R"sql(
    SELECT query, count, last_at
    FROM missed_words
    WHERE last_at >= $1
    ORDER BY count DESC, last_at DESC
    LIMIT $2
)sql"};

constexpr Write kDropMisses{Plan::each_time, R"sql(
    DELETE FROM missed_words
    WHERE key IN (SELECT old.key FROM missed_words AS old WHERE old.last_at < $1 ORDER BY old.last_at LIMIT $2)
)sql"};

}  // namespace

Task<Result<std::vector<HistoryRow>>> HistoryStore::list(CallContext& context, std::int64_t user_id,
                                                         std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kList, user_id, limit));
    co_return rows.to<HistoryRow>();
}

Task<Result<void>> HistoryStore::put(CallContext& context, std::int64_t user_id, const Typed& typed,
                                     Timestamp now) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        tx.queue(kPut, user_id, typed.key, typed.query, now);
        tx.queue(kTrim, user_id, kKept);
        co_return {};
    };
    co_return co_await database_.transaction(context, {.durable = false, .repeatable = true},
                                             std::move(body));
}

Task<Result<void>> HistoryStore::remove(CallContext& context, std::int64_t user_id,
                                        std::string_view key) const {
    co_await ok(database_.query(context, kRemove, user_id, key));
    co_return {};
}

Task<Result<void>> HistoryStore::clear(CallContext& context, std::int64_t user_id) const {
    co_await ok(database_.query(context, kClear, user_id));
    co_return {};
}

void HistoryStore::forget(postgres::Transaction& tx, std::int64_t user_id, Timestamp now) const {
    tx.queue(kForget, user_id, now);
    tx.queue(kClear, user_id);
}

Task<Result<void>> HistoryStore::forget_late(CallContext& context, Timestamp since) const {
    co_await ok(database_.query(context, kForgetLate, since));
    co_return {};
}

Task<Result<void>> HistoryStore::miss(CallContext& context, const Typed& typed, std::int64_t most,
                                      Timestamp now) const {
    co_await ok(database_.query(context, kMiss, typed.key, typed.query, now, most));
    co_return {};
}

Task<Result<std::vector<MissRow>>> HistoryStore::misses(CallContext& context, Timestamp since,
                                                        std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kMisses, since, limit));
    co_return rows.to<MissRow>();
}

Task<Result<std::int64_t>> HistoryStore::drop_misses(CallContext& context, Timestamp before,
                                                     std::int64_t most) const {
    const auto rows = co_await ok(database_.query(context, kDropMisses, before, most));
    co_return rows.affected();
}

}  // namespace ecommerce::search
