// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/order_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::joined;
using postgres::Lane;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kHear{R"sql(
    INSERT INTO order_documents (order_no, order_id, user_id, shop_id, status, created_at, terms, due_at)
    SELECT n.order_no, 0, 0, 0, n.status, $3::TIMESTAMPTZ, '', $3::TIMESTAMPTZ
    FROM UNNEST($1::TEXT[], $2::INTEGER[]) AS n (order_no, status)
    ORDER BY n.order_no
    ON CONFLICT (order_no) DO UPDATE
    SET status = EXCLUDED.status
    WHERE order_documents.status < EXCLUDED.status
)sql"};

constexpr Write kForgetBuyer{Plan::each_time, R"sql(
    UPDATE order_documents SET user_id = 0 WHERE user_id = $1
)sql"};

constexpr Write kForgetLate{Plan::each_time, R"sql(
    UPDATE order_documents AS d
    SET user_id = 0
    FROM forgotten_users AS f
    WHERE f.forgotten_at > $1 AND d.user_id = f.user_id
)sql"};

constexpr Write kForgetShop{R"sql(
    INSERT INTO forgotten_shops (shop_id, forgotten_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
)sql"};

constexpr Read kForgottenShops{Lane::lists, R"sql(
    SELECT shop_id FROM forgotten_shops
)sql"};

constexpr Write kMarkShop{Plan::each_time, R"sql(
    WITH seen AS MATERIALIZED (
        SELECT order_no, order_id
        FROM order_documents
        WHERE shop_id = $1 AND order_id > $2
        ORDER BY order_id
        LIMIT $3
    ), marked AS (
        UPDATE order_documents AS d
        SET due_at = $4
        FROM seen AS s
        WHERE d.order_no = s.order_no
    )
    SELECT MAX(s.order_id) FROM seen AS s
)sql"};

constexpr Write kClaim{Plan::each_time, R"sql(
    WITH due AS MATERIALIZED (
        SELECT order_no
        FROM order_documents
        WHERE due_at <= $1
        ORDER BY due_at
        LIMIT $3
        FOR UPDATE SKIP LOCKED
    )
    UPDATE order_documents AS d
    SET due_at = $2
    FROM due
    WHERE d.order_no = due.order_no
    RETURNING d.order_no
)sql"};

constexpr Write kPut{R"sql(
    INSERT INTO order_documents (order_no, order_id, user_id, shop_id, status, created_at, terms)
    SELECT n.order_no, n.order_id,
           CASE WHEN EXISTS (SELECT 1 FROM forgotten_users AS f WHERE f.user_id = n.user_id) THEN 0 ELSE n.user_id END,
           n.shop_id, n.status, n.created_at, ARRAY_TO_TSVECTOR(STRING_TO_ARRAY(n.terms, CHR(10)))
    FROM UNNEST($1::TEXT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[], $5::INTEGER[], $6::TIMESTAMPTZ[], $7::TEXT[])
        AS n (order_no, order_id, user_id, shop_id, status, created_at, terms)
    ORDER BY n.order_no
    ON CONFLICT (order_no) DO UPDATE
    SET order_id = EXCLUDED.order_id, user_id = EXCLUDED.user_id, shop_id = EXCLUDED.shop_id,
        status = GREATEST(order_documents.status, EXCLUDED.status), created_at = EXCLUDED.created_at,
        terms = EXCLUDED.terms, due_at = NULL
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM order_documents WHERE order_no = ANY($1)
)sql"};

constexpr Read kWaiting{Lane::lists, R"sql(
    SELECT COUNT(*)
    FROM (SELECT 1 FROM order_documents WHERE due_at IS NOT NULL LIMIT 1000) AS few
)sql"};

// $1 the terms, $2 statuses, $3 and $4 when it was placed, $5 and $6 a range of numbers, $7 the id that it is below, $8
// how many.
constexpr Piece kAsked = R"sql(
      AND ($2::INTEGER[] IS NULL OR d.status = ANY($2::INTEGER[]))
      AND ($3::TIMESTAMPTZ IS NULL OR d.created_at >= $3::TIMESTAMPTZ)
      AND ($4::TIMESTAMPTZ IS NULL OR d.created_at < $4::TIMESTAMPTZ)
      AND ($5::TEXT IS NULL OR (d.order_no >= $5::TEXT AND d.order_no < $6::TEXT))
      AND d.order_id > 0 AND d.order_id < $7
    ORDER BY d.order_id DESC
    LIMIT $8
)sql";

// The terms are no index's here: a search for one's own orders goes over these, and over nobody else's.
constexpr Read kOfBuyer{Plan::each_time, joined<R"sql(
    SELECT d.order_id, d.order_no
    FROM order_documents AS d
    WHERE d.user_id = $9
      AND ($1::TSQUERY IS NULL OR (d.terms || ''::TSVECTOR) @@ $1::TSQUERY)
)sql",
                                                kAsked>};

// A shop is among the terms as well, so the index meets its orders alone.
constexpr Read kOfShop{Plan::each_time, joined<R"sql(
    SELECT d.order_id, d.order_no
    FROM order_documents AS d
    WHERE d.shop_id = $9
      AND ($1::TSQUERY IS NULL OR d.terms @@ $1::TSQUERY)
)sql",
                                               kAsked>};

constexpr Read kOfAll{Plan::each_time, joined<R"sql(
    SELECT d.order_id, d.order_no
    FROM order_documents AS d
    WHERE ($1::TSQUERY IS NULL OR d.terms @@ $1::TSQUERY)
)sql",
                                              kAsked>};

constexpr Read kKnown{R"sql(
    SELECT order_no, status FROM order_documents WHERE order_no = ANY($1) AND order_id > 0
)sql"};

std::string lines(const Tokens& tokens) {
    std::string text;
    for (const auto& token : tokens) {
        if (!text.empty()) text += '\n';
        text += token;
    }
    return text;
}

}  // namespace

void OrderStore::hear(postgres::Transaction& tx, const std::vector<HeardOrder>& orders, Timestamp due) const {
    if (!orders.empty())
        tx.queue(kHear, postgres::columns(orders, &HeardOrder::order_no, &HeardOrder::status), due);
}

void OrderStore::forget_buyer(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kForgetBuyer, user_id);
}

Task<Result<void>> OrderStore::forget_late(CallContext& context, Timestamp since) const {
    co_await ok(database_.query(context, kForgetLate, since));
    co_return {};
}

void OrderStore::forget_shop(postgres::Transaction& tx, std::int64_t shop_id, Timestamp now) const {
    tx.queue(kForgetShop, shop_id, now);
}

Task<Result<std::vector<std::int64_t>>> OrderStore::forgotten_shops(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kForgottenShops));
    co_return rows.to<std::int64_t>();
}

Task<Result<std::optional<std::int64_t>>> OrderStore::mark_shop(postgres::Transaction& tx,
                                                                std::int64_t shop_id, std::int64_t after_id,
                                                                std::int64_t most, Timestamp due) const {
    const auto rows = co_await ok(tx.query(kMarkShop, shop_id, after_id, most, due));
    co_return rows.front().to<std::optional<std::int64_t>>();
}

Task<Result<std::vector<std::string>>> OrderStore::claim(CallContext& context, Timestamp now, Timestamp until,
                                                         std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kClaim, now, until, limit));
    co_return rows.to<std::string>();
}

void OrderStore::put(postgres::Transaction& tx, const std::vector<FoundOrder>& orders) const {
    if (orders.empty()) return;
    const auto terms = [](const FoundOrder& order) { return lines(order_terms(order)); };
    tx.queue(kPut,
             postgres::columns(orders, &FoundOrder::order_no, &FoundOrder::id, &FoundOrder::user_id,
                               &FoundOrder::shop_id, &FoundOrder::status, &FoundOrder::created_at, terms));
}

void OrderStore::remove(postgres::Transaction& tx, const std::vector<std::string>& order_nos) const {
    if (!order_nos.empty()) tx.queue(kRemove, order_nos);
}

Task<Result<std::int64_t>> OrderStore::waiting(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kWaiting));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<std::vector<OrderHit>>> OrderStore::search(CallContext& context, const OrderWish& wish) const {
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    if (!wish.number.empty()) {
        from_number = wish.number;
        to_number = wish.number + '~';  // which comes after every character of a number
    }
    const auto ask = [&](const Read& statement, const auto&... owner) {
        return database_.query(context, statement, wish.terms, wish.statuses, wish.from, wish.before,
                               from_number, to_number, wish.before_id, wish.limit, owner...);
    };
    if (wish.user_id) co_return (co_await ok(ask(kOfBuyer, *wish.user_id))).template to<OrderHit>();
    if (wish.shop_id) co_return (co_await ok(ask(kOfShop, *wish.shop_id))).template to<OrderHit>();
    co_return (co_await ok(ask(kOfAll))).template to<OrderHit>();
}

Task<Result<std::vector<HeardOrder>>> OrderStore::known(CallContext& context,
                                                        const std::vector<std::string>& order_nos) const {
    const auto rows = co_await ok(database_.query(context, kKnown, order_nos));
    co_return rows.to<HeardOrder>();
}

}  // namespace ecommerce::search
