// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/report_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::review {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kInsert{R"sql(
    INSERT INTO reports (review_id, user_id, reason, note, reported_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (review_id, user_id) DO NOTHING
    RETURNING id
)sql"};

constexpr Write kDecide{R"sql(
    UPDATE reports
    SET state = $2, decision = $3, decided_at = $4
    WHERE review_id = $1 AND state = 'OPEN'
)sql"};

constexpr Write kCountOpen{R"sql(
    UPDATE reviews SET open_reports = open_reports + 1 WHERE id = $1
)sql"};

constexpr Write kEraseAuthor{R"sql(
    UPDATE reports SET note = '' WHERE user_id = $1 AND note <> ''
)sql"};

constexpr Read kOpen{Plan::each_time, R"sql(
    SELECT id, review_id, user_id, reason, note, state, decision, reported_at, decided_at
    FROM reports
    WHERE state = 'OPEN' AND id > $1
    ORDER BY id
    LIMIT $2
)sql"};

constexpr Read kDecided{Plan::each_time, R"sql(
    SELECT id, review_id, user_id, reason, note, state, decision, reported_at, decided_at
    FROM reports
    WHERE state = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql"};

constexpr Write kCount{R"sql(
    INSERT INTO daily_counts AS c (user_id, kind, day, done)
    VALUES ($1, $2, ($3::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE, 1)
    ON CONFLICT (user_id, kind, day) DO UPDATE
    SET done = c.done + 1
    WHERE c.done < $4
    RETURNING done
)sql"};

constexpr Write kForgetCounts{R"sql(
    DELETE FROM daily_counts WHERE day < ($1::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE
)sql"};

}  // namespace

Task<Result<bool>> ReportStore::insert(postgres::Transaction& tx, const ReportRow& report) const {
    const auto rows = co_await ok(
        tx.query(kInsert, report.review_id, report.user_id, report.reason, report.note, report.reported_at));
    co_return !rows.empty();
}

void ReportStore::decide(postgres::Transaction& tx, std::int64_t review_id, ReportState state,
                         std::string_view decision, Timestamp now) const {
    tx.queue(kDecide, review_id, state, decision, now);
}

void ReportStore::count_open(postgres::Transaction& tx, std::int64_t review_id) const {
    tx.queue(kCountOpen, review_id);
}

void ReportStore::erase_author(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kEraseAuthor, user_id);
}

Task<Result<std::vector<ReportRow>>> ReportStore::open(CallContext& context, std::int64_t after_id,
                                                       int limit) const {
    const auto rows = co_await ok(database_.query(context, kOpen, after_id, std::int64_t(limit)));
    co_return rows.to<ReportRow>();
}

Task<Result<std::vector<ReportRow>>> ReportStore::decided(CallContext& context, ReportState state,
                                                          std::int64_t before_id, int limit) const {
    const auto rows = co_await ok(database_.query(context, kDecided, state, before_id, std::int64_t(limit)));
    co_return rows.to<ReportRow>();
}

Task<Result<bool>> ReportStore::count(postgres::Transaction& tx, std::int64_t user_id, Quota kind,
                                      Timestamp now, std::int64_t most) const {
    const auto rows = co_await ok(tx.query(kCount, user_id, kind, now, most));
    co_return !rows.empty();
}

Task<Result<void>> ReportStore::forget_counts(CallContext& context, Timestamp now) const {
    co_await ok(database_.query(context, kForgetCounts, now));
    co_return {};
}

}  // namespace ecommerce::review
