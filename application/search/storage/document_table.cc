// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/document_table.h"

#include <iterator>

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

// Nodes of Citus number their transactions each by itself.
constexpr Read kSnapshot{R"sql(
    SELECT CASE
               WHEN EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN ''
               ELSE PG_CURRENT_SNAPSHOT()::TEXT
           END
)sql"};

// Which transactions $1 does not see, and this statement does: the later ones, and those that were under way. They are
// two conditions, for PostgreSQL reads all of an index for both in one. Rows of a restored database may have numbers
// of transactions that are still to come: those are not looked at.
constexpr Piece kLater = R"sql(
    WHERE changed_in >= PG_SNAPSHOT_XMAX($1::TEXT::PG_SNAPSHOT) AND changed_in < PG_SNAPSHOT_XMAX(PG_CURRENT_SNAPSHOT())
)sql";
constexpr Piece kUnderWay = R"sql(
    WHERE changed_in = ANY(ARRAY(SELECT PG_SNAPSHOT_XIP($1::TEXT::PG_SNAPSHOT)))
)sql";
constexpr Piece kProducts = R"sql(
    UNION ALL
    SELECT 'product', product_id, ticket, ''
    FROM documents
)sql";
constexpr Piece kShops = R"sql(
    UNION ALL
    SELECT 'shop', shop_id, 0, ''
    FROM shop_closings
)sql";

constexpr Read kSince{Plan::each_time,
                      joined<R"sql(
    SELECT CASE
               WHEN PG_SNAPSHOT_XMAX(PG_CURRENT_SNAPSHOT()) < PG_SNAPSHOT_XMAX($1::TEXT::PG_SNAPSHOT) THEN 'other'
               ELSE 'now'
           END AS kind,
           0::BIGINT AS id, 0::BIGINT AS ticket, PG_CURRENT_SNAPSHOT()::TEXT AS snapshot
)sql",
                             kProducts, kLater, kProducts, kUnderWay, kShops, kLater, kShops, kUnderWay>};

constexpr Piece kDocument = R"sql(
    SELECT product_id, ticket, shop_id, category_id, price_minor, sold_count, review_count,
           (EXTRACT(EPOCH FROM published_at) * 1000000)::BIGINT AS published_at, stars, in_stock, brand, name, name_key,
           brand_key, card, tags, TSVECTOR_TO_ARRAY(terms) AS terms, words
    FROM documents
)sql";

constexpr Read kPage{Plan::each_time, joined<kDocument, R"sql(
    WHERE on_sale AND product_id > $1
    ORDER BY product_id
    LIMIT $2
)sql">};

constexpr Read kVersions{Plan::each_time, R"sql(
    SELECT product_id, ticket
    FROM documents
    WHERE on_sale AND product_id > $1
    ORDER BY product_id
    LIMIT $2
)sql"};

constexpr Read kGet{Plan::each_time, joined<kDocument, R"sql(
    WHERE on_sale AND product_id = ANY($1)
)sql">};

constexpr Read kClosedShops{postgres::Lane::lists, R"sql(SELECT shop_id FROM shop_closings WHERE closed)sql"};

struct NewsRow {
    std::string kind;
    std::int64_t id;
    std::int64_t ticket;
    std::string snapshot;
};

struct DocumentRow {
    std::int64_t product_id;
    std::int64_t ticket;
    std::int64_t shop_id;
    std::int64_t category_id;
    std::int64_t price_minor;
    std::int64_t sold_count;
    std::int64_t review_count;
    std::int64_t published_at;
    std::int32_t stars;
    bool in_stock;
    std::string brand;
    std::string name;
    std::string name_key;
    std::string brand_key;
    std::string card;
    std::vector<std::string> tags;
    std::vector<std::string> terms;
    std::vector<std::string> words;
};

std::vector<MemoryDocument> documents_of(const postgres::Rows& rows) {
    std::vector<MemoryDocument> documents;
    documents.reserve(rows.size());
    for (const auto& each : rows) {
        auto row = each.to<DocumentRow>();
        documents.push_back({.product_id = row.product_id,
                             .ticket = row.ticket,
                             .shop_id = row.shop_id,
                             .category_id = row.category_id,
                             .price_minor = row.price_minor,
                             .sold_count = row.sold_count,
                             .review_count = row.review_count,
                             .published_at = row.published_at,
                             .stars = row.stars,
                             .in_stock = row.in_stock,
                             .brand = std::move(row.brand),
                             .name = std::move(row.name),
                             .name_key = std::move(row.name_key),
                             .brand_key = std::move(row.brand_key),
                             .card = std::move(row.card),
                             .tags = std::move(row.tags),
                             .terms = std::move(row.terms),
                             .words = std::move(row.words),
                             .word_numbers = {}});
    }
    return documents;
}

}  // namespace

Task<Result<std::string>> DocumentTable::snapshot(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kSnapshot));
    co_return rows.front().to<std::string>();
}

Task<Result<TableNews>> DocumentTable::since(CallContext& context, const std::string& snapshot) const {
    const auto rows = co_await ok(database_.query(context, kSince, snapshot));
    TableNews news;
    for (auto& row : rows.to<NewsRow>()) {
        if (row.kind == "product") {
            news.products.push_back({.product_id = row.id, .ticket = row.ticket});
        } else if (row.kind == "shop") {
            news.shops = true;
        } else {
            news.snapshot = std::move(row.snapshot);
            news.other_past = row.kind == "other";
        }
    }
    co_return news;
}

Task<Result<std::vector<MemoryDocument>>> DocumentTable::page(CallContext& context, std::int64_t after_id,
                                                              std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kPage, after_id, limit));
    co_return documents_of(rows);
}

Task<Result<std::vector<Version>>> DocumentTable::versions(CallContext& context, std::int64_t after_id,
                                                           std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kVersions, after_id, limit));
    co_return rows.to<Version>();
}

Task<Result<std::vector<MemoryDocument>>> DocumentTable::get(
    CallContext& context, const std::vector<std::int64_t>& product_ids) const {
    const auto rows = co_await ok(database_.query(context, kGet, product_ids));
    co_return documents_of(rows);
}

Task<Result<std::unordered_set<std::int64_t>>> DocumentTable::closed_shops(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kClosedShops));
    const auto ids = rows.to<std::int64_t>();
    co_return std::unordered_set<std::int64_t>(ids.begin(), ids.end());
}

}  // namespace ecommerce::search
