// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/document_search.h"

#include <algorithm>
#include <limits>

#include "application/search/storage/document_matches.h"
#include "application/search/storage/facet_counts.h"
#include "application/search/storage/ranking.h"
#include "application/search/storage/term_query.h"
#include "framework/postgres/like.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

constexpr std::int64_t kNamesMax = 2'000;
constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();

// $4 brands, $5 tags, $6 and $7 prices, $8 whether it must be in stock, $9 hundredths of stars.
constexpr Piece kChosen = R"sql(
    AND ($4::TEXT[] IS NULL OR d.brand = ANY($4::TEXT[]))
    AND ($5::TEXT[] IS NULL OR d.tags && $5::TEXT[])
    AND ($6::BIGINT IS NULL OR d.price_minor >= $6::BIGINT)
    AND ($7::BIGINT IS NULL OR d.price_minor <= $7::BIGINT)
    AND (NOT $8::BOOLEAN OR d.in_stock)
    AND d.stars >= $9::INTEGER
)sql";

// For a thousand rows of what is looked for by words: found by its terms and then sorted, since a walk along an index
// compares the terms of all rows on the way. Without words there is nothing to compare.
constexpr Piece kSold =
    R"sql( CASE WHEN $1::TSQUERY IS NULL THEN d.sold_count ELSE d.sold_count + 0 END )sql";

// Those that sell best of what fits and does not fit $11; the order of relevance is made of them.
constexpr Read kCandidates{Plan::each_time, joined<R"sql(
    SELECT d.product_id, d.name_key, d.brand_key, d.sold_count, d.in_stock, d.stars
    FROM documents AS d
    WHERE )sql",
                                                   kMatches, kChosen, R"sql(
      AND ($11::TSQUERY IS NULL OR NOT d.terms @@ $11::TSQUERY)
    ORDER BY )sql",
                                                   kSold, R"sql( DESC, d.product_id DESC
    LIMIT $10
)sql">};

constexpr Read kCards{R"sql(
    SELECT product_id AS id, 0::BIGINT AS value, card, stars, review_count
    FROM documents
    WHERE product_id = ANY($1) AND on_sale
)sql"};

// One for each order: behind $10 and the product $11, at most $12.
constexpr Read kBySales{Plan::each_time, joined<R"sql(
    SELECT d.product_id AS id, d.sold_count AS value, d.card, d.stars, d.review_count
    FROM documents AS d
    WHERE )sql",
                                                kMatches, kChosen, R"sql(
      AND (d.sold_count, d.product_id) < ($10::BIGINT, $11::BIGINT)
    ORDER BY d.sold_count DESC, d.product_id DESC
    LIMIT $12
)sql">};

constexpr Read kCheapest{Plan::each_time, joined<R"sql(
    SELECT d.product_id AS id, d.price_minor AS value, d.card, d.stars, d.review_count
    FROM documents AS d
    WHERE )sql",
                                                 kMatches, kChosen, R"sql(
      AND (d.price_minor, d.product_id) > ($10::BIGINT, $11::BIGINT)
    ORDER BY d.price_minor, d.product_id
    LIMIT $12
)sql">};

constexpr Read kDearest{Plan::each_time, joined<R"sql(
    SELECT d.product_id AS id, d.price_minor AS value, d.card, d.stars, d.review_count
    FROM documents AS d
    WHERE )sql",
                                                kMatches, kChosen, R"sql(
      AND (d.price_minor, d.product_id) < ($10::BIGINT, $11::BIGINT)
    ORDER BY d.price_minor DESC, d.product_id DESC
    LIMIT $12
)sql">};

// Microseconds since 1970.
constexpr Read kNewest{Plan::each_time, joined<R"sql(
    SELECT d.product_id AS id, (EXTRACT(EPOCH FROM d.published_at) * 1000000)::BIGINT AS value, d.card, d.stars,
           d.review_count
    FROM documents AS d
    WHERE )sql",
                                               kMatches, kChosen, R"sql(
      AND (d.published_at, d.product_id) < ($10::TIMESTAMPTZ, $11::BIGINT)
    ORDER BY d.published_at DESC, d.product_id DESC
    LIMIT $12
)sql">};

constexpr Read kBestRated{Plan::each_time, joined<R"sql(
    SELECT d.product_id AS id, d.stars::BIGINT AS value, d.card, d.stars, d.review_count
    FROM documents AS d
    WHERE )sql",
                                                  kMatches, kChosen, R"sql(
      AND (d.stars, d.product_id) < ($10::BIGINT, $11::BIGINT)
    ORDER BY d.stars DESC, d.product_id DESC
    LIMIT $12
)sql">};

constexpr Read kCount{Plan::each_time, joined<R"sql(
    SELECT COUNT(*)
    FROM (
        SELECT 1
        FROM documents AS d
        WHERE )sql",
                                              kMatches, kChosen, R"sql(
        LIMIT $10
    ) AS few
)sql">};

// Of those that begin so no more than $3 are looked at.
constexpr Read kNames{Plan::each_time, R"sql(
    SELECT d.product_id AS id, d.name
    FROM (
        SELECT product_id, name, sold_count, shop_id
        FROM documents
        WHERE on_sale AND name_key LIKE $1
        LIMIT $3
    ) AS d
    WHERE NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = d.shop_id AND c.closed)
    ORDER BY d.sold_count DESC, d.product_id DESC
    LIMIT $2
)sql"};

struct CandidateRow {
    std::int64_t product_id;
    std::string name_key;
    std::string brand_key;
    std::int64_t sold_count;
    bool in_stock;
    std::int32_t stars;
};

void add_ranked(Ranking& ranking, const postgres::Rows& rows, bool strong) {
    for (const auto& row : rows.to<CandidateRow>()) {
        ranking.add(row.product_id, {.name_key = row.name_key,
                                     .brand_key = row.brand_key,
                                     .strong = strong,
                                     .sold_count = row.sold_count,
                                     .in_stock = row.in_stock,
                                     .stars = row.stars});
    }
}

std::optional<std::string> terms_of(const SearchRequest& request, Place place) {
    return to_tsquery(request.query, request.reading, place, request.filter.attributes);
}

// What is within the categories asked for, and among the chosen ones.
std::optional<std::vector<std::int64_t>> categories_of(const Filter& filter) {
    if (!filter.chosen_categories) return filter.category_ids;
    if (!filter.category_ids) return filter.chosen_categories;
    auto both = *filter.chosen_categories;
    std::erase_if(both, [&](std::int64_t id) {
        return std::ranges::find(*filter.category_ids, id) == filter.category_ids->end();
    });
    return both;
}

}  // namespace

Task<Result<Hits>> DocumentSearch::search(CallContext& context, const SearchRequest& request) const {
    const bool by_words = request.sort == Sort::relevance && !request.query.units.empty();
    if (by_words) co_return co_await relevant(context, request);
    co_return Hits{.hits = co_await ok(sorted(context, request))};
}

Task<Result<Hits>> DocumentSearch::relevant(CallContext& context, const SearchRequest& request) const {
    const auto& f = request.filter;
    const auto categories = categories_of(f);
    const auto strong = terms_of(request, Place::strong);
    Ranking ranking(request);
    const auto add = [&](Place place, const std::optional<std::string>& but) -> Task<Result<void>> {
        const auto rows = co_await ok(database_.query(
            context, kCandidates, terms_of(request, place), categories, f.shop_id, f.brands, f.tags,
            f.min_price, f.max_price, f.in_stock, f.min_stars, kRankedMax - ranking.size(), but));
        add_ranked(ranking, rows, place == Place::strong);
        co_return {};
    };
    co_await ok(add(Place::strong, std::nullopt));
    if (ranking.size() < kRankedMax) co_await ok(add(Place::any, strong));
    const auto page = co_await ok(ranking.page());
    std::vector<std::int64_t> ids;
    for (const auto& ranked : page) ids.push_back(ranked.id);
    Hits out;
    if (ranking.size() < kRankedMax) out.total = ranking.size();
    if (ids.empty()) co_return out;
    const auto cards = co_await ok(database_.query(context, kCards, ids));
    out.hits = Ranking::in_order(page, cards.to<Hit>());
    co_return out;
}

Task<Result<std::vector<Hit>>> DocumentSearch::sorted(CallContext& context,
                                                      const SearchRequest& request) const {
    const auto& f = request.filter;
    const bool first = request.after.id == 0;
    const auto parsed = text::to_number<std::int64_t>(request.after.value);
    if (!first && !parsed) co_return invalid_page_token();
    const bool rising = request.sort == Sort::price_asc;
    const auto value = first ? (rising ? -1 : kHighest) : *parsed;
    const auto id = first ? kHighest : request.after.id;
    const auto categories = categories_of(f);
    const auto ask = [&](const Read& statement, const auto& behind) {
        return database_.query(context, statement, terms_of(request, Place::any), categories, f.shop_id,
                               f.brands, f.tags, f.min_price, f.max_price, f.in_stock, f.min_stars, behind,
                               id, request.limit);
    };
    switch (request.sort) {
    case Sort::price_asc: co_return (co_await ok(ask(kCheapest, value))).template to<Hit>();
    case Sort::price_desc: co_return (co_await ok(ask(kDearest, value))).template to<Hit>();
    case Sort::rating: co_return (co_await ok(ask(kBestRated, value))).template to<Hit>();
    case Sort::newest: {
        // No later time than PostgreSQL knows.
        constexpr std::int64_t kLatest = 9'000'000'000'000'000;
        const Timestamp at{std::chrono::microseconds(std::clamp(value, -kLatest, kLatest))};
        co_return (co_await ok(ask(kNewest, at))).template to<Hit>();
    }
    case Sort::relevance:
    case Sort::sales: break;
    }
    co_return (co_await ok(ask(kBySales, value))).template to<Hit>();
}

Task<Result<Counts>> DocumentSearch::count(CallContext& context, const SearchRequest& request,
                                           bool facets) const {
    const auto count_all = [&]() -> Task<Result<std::int64_t>> {
        const auto& f = request.filter;
        const auto rows = co_await ok(database_.query(
            context, kCount, terms_of(request, Place::any), categories_of(f), f.shop_id, f.brands, f.tags,
            f.min_price, f.max_price, f.in_stock, f.min_stars, kCountedMax + 1));
        co_return rows.front().to<std::int64_t>();
    };
    Counts counts;
    if (facets) counts = co_await ok(count_facets(context, database_, request));
    if (!facets || counts.capped) {
        const auto all = co_await ok(count_all());
        counts.total = std::min(all, kCountedMax);
        counts.total_capped = all > kCountedMax;
    }
    co_return counts;
}

Task<Result<std::vector<NamedProduct>>> DocumentSearch::names(CallContext& context, std::string_view key,
                                                              std::int64_t limit) const {
    const auto rows =
        co_await ok(database_.query(context, kNames, postgres::begins_with(key), limit, kNamesMax));
    co_return rows.to<NamedProduct>();
}

}  // namespace ecommerce::search
