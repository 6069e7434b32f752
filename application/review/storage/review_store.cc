// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/review_store.h"

#include "application/review/storage/review_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::review {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Write;

// What is heard of one order comes one after the other: a receipt and a return see each other.
constexpr Write kTakeTurn{R"sql(
    SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED($1, 0))
)sql"};

constexpr Write kReceive{R"sql(
    INSERT INTO reviews (order_no, line_no, user_id, product_id, sku_id, shop_id, product_name, option_values,
                         goods_picture_url, goods_picture_width, goods_picture_height, goods_picture_alt,
                         received_at, write_before, returned_at)
    SELECT new.order_no, $2, $3, $4, new.sku_id, $6, $7, $8::TEXT[], $9, $10, $11, $12, $13, $14, back.returned_at
    FROM (SELECT $1::VARCHAR AS order_no, $5::BIGINT AS sku_id) AS new
    LEFT JOIN returned_lines AS back ON back.order_no = new.order_no AND back.sku_id = new.sku_id
    ON CONFLICT (order_no, line_no) DO NOTHING
)sql"};

constexpr Write kTakeBack{R"sql(
    UPDATE reviews
    SET returned_at = $3
    WHERE order_no = $1 AND sku_id = ANY($2) AND returned_at IS NULL
)sql"};

constexpr Write kRememberReturn{R"sql(
    INSERT INTO returned_lines (order_no, sku_id, returned_at)
    SELECT $1, back.sku_id, $3
    FROM UNNEST($2::BIGINT[]) AS back (sku_id)
    ON CONFLICT (order_no, sku_id) DO NOTHING
)sql"};

constexpr Write kLock{joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.id = $1
    FOR UPDATE
)sql">};

constexpr Write kLockLine{joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.order_no = $1 AND r.line_no = $2 AND r.user_id = $3
    FOR UPDATE
)sql">};

constexpr Write kLockDue{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.state = 'AWAITED' AND r.write_before <= $1
    ORDER BY r.write_before, r.id
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)sql">};

constexpr Write kLockOfAuthor{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.user_id = $1 AND NOT r.author_closed AND r.state <> 'LAPSED'
    ORDER BY r.id
    LIMIT $2
    FOR UPDATE
)sql">};

constexpr Write kUpdate{R"sql(
    UPDATE reviews
    SET state = $2, goods_stars = $3, logistics_stars = $4, service_stars = $5, text = $6, picture_urls = $7,
        picture_widths = $8, picture_heights = $9, tag_ids = $10, nickname = $11, anonymous = $12,
        held_words = $13, picture_count = CARDINALITY($7::TEXT[]), author_closed = $14, automatic = $15,
        hidden_reason = $16, open_reports = $17, followed_up = $18, written_at = $19, edited_at = $20,
        version = version + 1
    WHERE id = $1
)sql"};

constexpr Write kDropTags{R"sql(
    DELETE FROM tagged_reviews
    WHERE product_id = $1 AND written_at = $2 AND review_id = $3 AND NOT tag_id = ANY($4)
)sql"};

constexpr Write kAddTags{R"sql(
    INSERT INTO tagged_reviews (product_id, tag_id, written_at, review_id)
    SELECT $1, tag.id, $2, $3
    FROM UNNEST($4::BIGINT[]) AS tag (id)
    ON CONFLICT (product_id, tag_id, written_at, review_id) DO NOTHING
)sql"};

constexpr Write kMarkReplied{R"sql(
    UPDATE reviews SET replied = TRUE WHERE id = $1
)sql"};

constexpr Write kLike{R"sql(
    INSERT INTO review_likes (review_id, user_id, liked_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (review_id, user_id) DO NOTHING
    RETURNING review_id
)sql"};

constexpr Write kUnlike{R"sql(
    DELETE FROM review_likes WHERE review_id = $1 AND user_id = $2 RETURNING review_id
)sql"};

constexpr Write kAddLikes{R"sql(
    UPDATE reviews SET likes = likes + $2 WHERE id = $1 AND state = 'PUBLISHED' RETURNING likes
)sql"};

}  // namespace

void ReviewStore::receive(postgres::Transaction& tx, const ReceivedRow& line) const {
    const auto& goods = line.goods;
    tx.queue(kTakeTurn, line.order_no);
    tx.queue(kReceive, line.order_no, line.line_no, line.user_id, goods.product_id, goods.sku_id,
             goods.shop_id, goods.product_name, goods.option_values, goods.goods_picture_url,
             goods.goods_picture_width, goods.goods_picture_height, goods.goods_picture_alt, line.received_at,
             line.write_before);
}

void ReviewStore::take_back(postgres::Transaction& tx, std::string_view order_no,
                            const std::vector<std::int64_t>& sku_ids, Timestamp at) const {
    tx.queue(kTakeTurn, order_no);
    tx.queue(kRememberReturn, order_no, sku_ids, at);
    tx.queue(kTakeBack, order_no, sku_ids, at);
}

ReviewStore::Found ReviewStore::lock(postgres::Transaction& tx, std::int64_t id) const {
    const auto rows = co_await ok(tx.query(kLock, id));
    co_return rows.first<ReviewRow>();
}

ReviewStore::Found ReviewStore::lock_line(postgres::Transaction& tx, std::string_view order_no,
                                          std::int64_t line_no, std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kLockLine, order_no, line_no, user_id));
    co_return rows.first<ReviewRow>();
}

ReviewStore::Many ReviewStore::lock_due(postgres::Transaction& tx, Timestamp now, int limit) const {
    const auto rows = co_await ok(tx.query(kLockDue, now, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

ReviewStore::Many ReviewStore::lock_of_author(postgres::Transaction& tx, std::int64_t user_id,
                                              int limit) const {
    const auto rows = co_await ok(tx.query(kLockOfAuthor, user_id, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

void ReviewStore::update(postgres::Transaction& tx, const ReviewRow& row) const {
    const auto& said = row.opinion;
    tx.queue(kUpdate, row.id, row.state, said.goods_stars, said.logistics_stars, said.service_stars,
             said.text, said.pictures.picture_urls, said.pictures.picture_widths,
             said.pictures.picture_heights, said.tag_ids, said.nickname, said.anonymous, said.held_words,
             row.author_closed, row.automatic, row.hidden_reason, row.open_reports, row.followed_up,
             row.written_at, row.edited_at);
}

void ReviewStore::set_tags(postgres::Transaction& tx, const ReviewRow& row) const {
    tx.queue(kDropTags, row.goods.product_id, row.written_at, row.id, row.opinion.tag_ids);
    if (!row.opinion.tag_ids.empty()) {
        tx.queue(kAddTags, row.goods.product_id, row.written_at, row.id, row.opinion.tag_ids);
    }
}

void ReviewStore::mark_replied(postgres::Transaction& tx, std::int64_t id) const {
    tx.queue(kMarkReplied, id);
}

Task<Result<bool>> ReviewStore::like(postgres::Transaction& tx, std::int64_t id, std::int64_t user_id,
                                     Timestamp now) const {
    const auto rows = co_await ok(tx.query(kLike, id, user_id, now));
    co_return !rows.empty();
}

Task<Result<bool>> ReviewStore::unlike(postgres::Transaction& tx, std::int64_t id,
                                       std::int64_t user_id) const {
    const auto rows = co_await ok(tx.query(kUnlike, id, user_id));
    co_return !rows.empty();
}

Task<Result<std::optional<std::int64_t>>> ReviewStore::add_likes(postgres::Transaction& tx, std::int64_t id,
                                                                 std::int64_t change) const {
    const auto rows = co_await ok(tx.query(kAddLikes, id, change));
    co_return rows.first<std::int64_t>();
}

}  // namespace ecommerce::review
