// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/remark_store.h"

#include "application/review/storage/review_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::review {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kInsert{R"sql(
    INSERT INTO remarks (kind, state, review_id, question_id, product_id, shop_id, user_id, by_shop, nickname,
                         anonymous, text, picture_urls, picture_widths, picture_heights, held_words, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    RETURNING id
)sql"};

constexpr Write kLock{joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.id = $1
    FOR UPDATE
)sql">};

constexpr Write kLockAt{joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.review_id = $1 AND m.review_id > 0 AND m.kind = $2
    FOR UPDATE
)sql">};

constexpr Write kUpdate{R"sql(
    UPDATE remarks
    SET state = $2, text = $3, held_words = $4, edited_at = $5, version = version + 1
    WHERE id = $1
)sql"};

constexpr Write kCountAnswers{R"sql(
    UPDATE remarks SET answer_count = answer_count + $2 WHERE id = $1
)sql"};

constexpr Write kEraseAuthor{R"sql(
    UPDATE remarks
    SET nickname = '', text = '', picture_urls = '{}', picture_widths = '{}', picture_heights = '{}',
        held_words = '{}', author_closed = TRUE, version = version + 1
    WHERE user_id = $1 AND NOT author_closed
)sql"};

constexpr Read kFind{joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.id = $1
)sql">};

constexpr Read kAtReviews{joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.review_id = ANY($1) AND m.review_id > 0
)sql">};

constexpr Read kOfProduct{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.product_id = $1
      AND m.kind = 'QUESTION'
      AND m.state = 'PUBLISHED'
      AND m.id < $2
      AND NOT EXISTS (
          SELECT 1
          FROM shop_closings AS shut
          WHERE shut.closed
            AND shut.shop_id = (
                SELECT one.shop_id
                FROM remarks AS one
                WHERE one.product_id = $1 AND one.kind = 'QUESTION' AND one.state = 'PUBLISHED'
                ORDER BY one.id
                LIMIT 1
            )
      )
    ORDER BY m.id DESC
    LIMIT $3
)sql">};

constexpr Read kOfShop{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.shop_id = $1 AND m.kind = 'QUESTION' AND m.state = 'PUBLISHED' AND m.id < $2
    ORDER BY m.id DESC
    LIMIT $3
)sql">};

constexpr Read kUnanswered{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.shop_id = $1 AND m.kind = 'QUESTION' AND m.state = 'PUBLISHED' AND m.answer_count = 0 AND m.id < $2
    ORDER BY m.id DESC
    LIMIT $3
)sql">};

constexpr Read kOfAsker{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.user_id = $1 AND m.kind = 'QUESTION' AND m.id < $2
    ORDER BY m.id DESC
    LIMIT $3
)sql">};

constexpr Read kFirstAnswers{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM UNNEST($1::BIGINT[]) AS asked (id)
    CROSS JOIN LATERAL (
        SELECT first.id
        FROM remarks AS first
        WHERE first.question_id = asked.id AND first.kind = 'ANSWER' AND first.state = 'PUBLISHED'
        ORDER BY first.id
        LIMIT 3
    ) AS early
    JOIN remarks AS m ON m.id = early.id
    ORDER BY m.id
)sql">};

constexpr Read kAnswers{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.question_id = $1
      AND m.kind = 'ANSWER'
      AND m.state = 'PUBLISHED'
      AND m.id > $2
      AND NOT EXISTS (
          SELECT 1
          FROM shop_closings AS shut
          WHERE shut.closed
            AND shut.shop_id = (
                SELECT one.shop_id
                FROM remarks AS one
                WHERE one.question_id = $1 AND one.kind = 'ANSWER' AND one.state = 'PUBLISHED'
                ORDER BY one.id
                LIMIT 1
            )
      )
      AND EXISTS (SELECT 1 FROM remarks AS asked WHERE asked.id = $1 AND asked.state = 'PUBLISHED')
    ORDER BY m.id
    LIMIT $3
)sql">};

constexpr Read kHeld{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.state = 'HELD' AND (m.written_at, m.id) > ($1::TIMESTAMPTZ, $2::BIGINT)
    ORDER BY m.written_at, m.id
    LIMIT $3
)sql">};

constexpr Read kHidden{Plan::each_time, joined<R"sql(SELECT )sql", kRemarkColumns, R"sql(
    FROM remarks AS m
    WHERE m.state = 'HIDDEN' AND (m.written_at, m.id) < ($1::TIMESTAMPTZ, $2::BIGINT)
    ORDER BY m.written_at DESC, m.id DESC
    LIMIT $3
)sql">};

}  // namespace

Task<Result<std::int64_t>> RemarkStore::insert(postgres::Transaction& tx, const NewRemarkRow& remark) const {
    const auto rows = co_await ok(
        tx.query(kInsert, remark.kind, remark.state, remark.review_id, remark.question_id, remark.product_id,
                 remark.shop_id, remark.user_id, remark.by_shop, remark.nickname, remark.anonymous,
                 remark.text, remark.pictures.picture_urls, remark.pictures.picture_widths,
                 remark.pictures.picture_heights, remark.held_words, remark.written_at));
    co_return rows.front().to<std::int64_t>();
}

RemarkStore::Found RemarkStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return rows.first<RemarkRow>();
}

RemarkStore::Found RemarkStore::lock_at(postgres::Transaction& tx, std::int64_t review_id,
                                        RemarkKind kind) const {
    const auto rows = co_await ok(tx.query(kLockAt, review_id, kind));
    co_return rows.first<RemarkRow>();
}

void RemarkStore::update(postgres::Transaction& tx, const RemarkRow& row) const {
    tx.queue(kUpdate, row.id, row.state, row.text, row.held_words, row.edited_at);
}

void RemarkStore::count_answers(postgres::Transaction& tx, std::int64_t question_id,
                                std::int64_t change) const {
    tx.queue(kCountAnswers, question_id, change);
}

void RemarkStore::erase_author(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kEraseAuthor, user_id);
}

RemarkStore::Found RemarkStore::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return rows.first<RemarkRow>();
}

RemarkStore::Many RemarkStore::at_reviews(CallContext& context,
                                          const std::vector<std::int64_t>& review_ids) const {
    const auto rows = co_await ok(database_.query(context, kAtReviews, review_ids));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::of_product(CallContext& context, std::int64_t product_id,
                                          std::int64_t before_id, int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kOfProduct, product_id, before_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::of_shop(CallContext& context, std::int64_t shop_id, bool unanswered,
                                       std::int64_t before_id, int limit) const {
    const auto rows = co_await ok(database_.query(context, unanswered ? kUnanswered : kOfShop, shop_id,
                                                  before_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::of_asker(CallContext& context, std::int64_t user_id, std::int64_t before_id,
                                        int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kOfAsker, user_id, before_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::first_answers(CallContext& context,
                                             const std::vector<std::int64_t>& question_ids) const {
    const auto rows = co_await ok(database_.query(context, kFirstAnswers, question_ids));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::answers(CallContext& context, std::int64_t question_id, std::int64_t after_id,
                                       int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kAnswers, question_id, after_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::held(CallContext& context, Timestamp after, std::int64_t after_id,
                                    int limit) const {
    const auto rows = co_await ok(database_.query(context, kHeld, after, after_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

RemarkStore::Many RemarkStore::hidden(CallContext& context, Timestamp before, std::int64_t before_id,
                                      int limit) const {
    const auto rows = co_await ok(database_.query(context, kHidden, before, before_id, std::int64_t(limit)));
    co_return rows.to<RemarkRow>();
}

}  // namespace ecommerce::review
