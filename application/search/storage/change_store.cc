// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/change_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kMark{R"sql(
    INSERT INTO changes (product_id, marks, bulk, due_at, ticket)
    SELECT n.product_id, 1, $2, $3::TIMESTAMPTZ, 0
    FROM UNNEST($1::BIGINT[]) AS n (product_id)
    ORDER BY n.product_id
    ON CONFLICT (product_id) DO UPDATE
    SET marks = changes.marks + 1, bulk = changes.bulk AND EXCLUDED.bulk, rating_only = FALSE,
        due_at = LEAST(changes.due_at, EXCLUDED.due_at)
)sql"};

// Of the next $4 products above $3. Whichever of them are in the category: an index of its terms would have to be
// searched as a whole for each page.
constexpr Write kMarkCategory{Plan::each_time, R"sql(
    WITH seen AS MATERIALIZED (
        SELECT d.product_id, d.on_sale AND d.terms @@ $1::TSQUERY AS within
        FROM documents AS d
        WHERE d.product_id > $3
        ORDER BY d.product_id
        LIMIT $4
    ), marked AS (
        INSERT INTO changes (product_id, marks, bulk, due_at, ticket)
        SELECT s.product_id, 1, TRUE, $2::TIMESTAMPTZ, 0
        FROM seen AS s
        WHERE s.within
        ORDER BY s.product_id
        ON CONFLICT (product_id) DO UPDATE
        SET marks = changes.marks + 1, rating_only = FALSE, due_at = LEAST(changes.due_at, EXCLUDED.due_at)
    )
    SELECT MAX(s.product_id) FROM seen AS s
)sql"};

constexpr Write kMarkShop{Plan::each_time, R"sql(
    WITH seen AS MATERIALIZED (
        SELECT d.product_id
        FROM documents AS d
        WHERE d.on_sale AND d.shop_id = $1 AND d.product_id > $3
        ORDER BY d.product_id
        LIMIT $4
    ), marked AS (
        INSERT INTO changes (product_id, marks, bulk, due_at, ticket)
        SELECT s.product_id, 1, TRUE, $2::TIMESTAMPTZ, 0
        FROM seen AS s
        ORDER BY s.product_id
        ON CONFLICT (product_id) DO UPDATE
        SET marks = changes.marks + 1, rating_only = FALSE, due_at = LEAST(changes.due_at, EXCLUDED.due_at)
    )
    SELECT MAX(s.product_id) FROM seen AS s
)sql"};

constexpr Write kMarkOthers{R"sql(
    INSERT INTO changes (product_id, marks, bulk, due_at, ticket)
    SELECT d.product_id, 1, TRUE, $4::TIMESTAMPTZ, 0
    FROM documents AS d
    WHERE d.on_sale AND d.product_id > $1 AND d.product_id <= $2 AND d.product_id <> ALL($3::BIGINT[])
    ORDER BY d.product_id
    ON CONFLICT (product_id) DO UPDATE
    SET marks = changes.marks + 1, rating_only = FALSE, due_at = LEAST(changes.due_at, EXCLUDED.due_at)
)sql"};

constexpr Write kLockDue{Plan::each_time, R"sql(
    SELECT product_id
    FROM changes
    WHERE due_at <= $1
    ORDER BY bulk, due_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)sql"};

constexpr Write kDrawTicket{R"sql(
    SELECT NEXTVAL('tickets')
)sql"};

constexpr Write kClaim{R"sql(
    UPDATE changes
    SET ticket = $2, due_at = $3
    WHERE product_id = ANY($1)
    RETURNING product_id, ticket, marks, rating_only
)sql"};

constexpr Write kFinish{R"sql(
    DELETE FROM changes AS c
    USING UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[]) AS n (product_id, ticket, marks)
    WHERE c.product_id = n.product_id AND c.ticket = n.ticket AND c.marks = n.marks
)sql"};

constexpr Write kDefer{R"sql(
    UPDATE changes AS c
    SET due_at = $4, rating_only = TRUE, bulk = FALSE
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[]) AS n (product_id, ticket, marks)
    WHERE c.product_id = n.product_id AND c.ticket = n.ticket AND c.marks = n.marks
)sql"};

constexpr Read kWaiting{Lane::lists, R"sql(
    SELECT COUNT(*) AS changes, COUNT(*) FILTER (WHERE few.bulk) AS bulk
    FROM (SELECT bulk FROM changes WHERE NOT rating_only ORDER BY bulk DESC LIMIT 1000) AS few
)sql"};

constexpr Read kUnseen{R"sql(
    SELECT EXISTS (
        SELECT 1
        FROM changes AS c
        JOIN documents AS d ON d.product_id = c.product_id
        CROSS JOIN walks AS w
        WHERE d.on_sale AND d.ticket < w.ticket AND w.id = 1
    )
)sql"};

constexpr Read kDocuments{Lane::lists, R"sql(
    SELECT COUNT(*) FROM documents WHERE on_sale
)sql"};

}  // namespace

void ChangeStore::mark(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids, Hurry hurry,
                       Timestamp due) const {
    if (!product_ids.empty()) tx.queue(kMark, product_ids, hurry == Hurry::after_all_others, due);
}

Task<Result<std::optional<std::int64_t>>> ChangeStore::mark_category(postgres::Transaction& tx,
                                                                     std::int64_t category_id,
                                                                     std::int64_t after_id, std::int64_t most,
                                                                     Timestamp due) const {
    const auto rows =
        co_await ok(tx.query(kMarkCategory, "'c" + std::to_string(category_id) + "'", due, after_id, most));
    co_return rows.front().to<std::optional<std::int64_t>>();
}

Task<Result<std::optional<std::int64_t>>> ChangeStore::mark_shop(postgres::Transaction& tx,
                                                                 std::int64_t shop_id, std::int64_t after_id,
                                                                 std::int64_t most, Timestamp due) const {
    const auto rows = co_await ok(tx.query(kMarkShop, shop_id, due, after_id, most));
    co_return rows.front().to<std::optional<std::int64_t>>();
}

void ChangeStore::mark_others(postgres::Transaction& tx, std::int64_t after_id, std::int64_t to_id,
                              const std::vector<std::int64_t>& product_ids, Timestamp due) const {
    tx.queue(kMarkOthers, after_id, to_id, product_ids, due);
}

// The ticket is drawn with the products locked, so of two looks at one the later has the higher one.
Task<Result<std::vector<Look>>> ChangeStore::claim(CallContext& context, Timestamp now, Timestamp until,
                                                   std::int64_t limit) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<Look>>> {
        const auto due = co_await ok(tx.query(kLockDue, now, limit));
        const auto ids = due.to<std::int64_t>();
        if (ids.empty()) co_return std::vector<Look>();
        const auto ticket = co_await ok(tx.query(kDrawTicket));
        const auto rows = co_await ok(tx.query(kClaim, ids, ticket.front().to<std::int64_t>(), until));
        co_return rows.to<Look>();
    };
    co_return co_await database_.transaction(context, {.durable = false, .repeatable = true},
                                             std::move(body));
}

Task<Result<void>> ChangeStore::finish(CallContext& context, const std::vector<Look>& looks) const {
    co_await ok(database_.query(context, kFinish,
                                postgres::columns(looks, &Look::product_id, &Look::ticket, &Look::marks)));
    co_return {};
}

Task<Result<void>> ChangeStore::defer(CallContext& context, const std::vector<Look>& looks,
                                      Timestamp due) const {
    co_await ok(database_.query(
        context, kDefer, postgres::columns(looks, &Look::product_id, &Look::ticket, &Look::marks), due));
    co_return {};
}

Task<Result<ChangeStore::Waiting>> ChangeStore::waiting(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kWaiting));
    co_return rows.front().to<Waiting>();
}

Task<Result<bool>> ChangeStore::has_unseen(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kUnseen));
    co_return rows.front().to<bool>();
}

Task<Result<std::int64_t>> ChangeStore::documents(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kDocuments));
    co_return rows.front().to<std::int64_t>();
}

}  // namespace ecommerce::search
