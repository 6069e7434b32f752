// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/document_search.h"

#include <algorithm>
#include <limits>

#include "application/search/domain/relevance.h"
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

constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();

// $1 the terms, $2 categories, $3 the shop. Each is planned with its values, so what is not asked for costs nothing.
constexpr Piece kMatches = R"sql(
    d.on_sale
    AND ($1::TSQUERY IS NULL OR d.terms @@ $1::TSQUERY)
    AND ($2::BIGINT[] IS NULL OR d.category_id = ANY($2::BIGINT[]))
    AND ($3::BIGINT IS NULL OR d.shop_id = $3::BIGINT)
    AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = d.shop_id AND c.closed)
)sql";

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

// Those that sell best of what fits; the order of relevance is made of them.
constexpr Read kCandidates{Plan::each_time, joined<R"sql(
    SELECT d.product_id, d.name_key, d.brand_key, d.sold_count, d.in_stock, d.stars
    FROM documents AS d
    WHERE )sql",
                                                   kMatches, kChosen, R"sql(
    ORDER BY )sql",
                                                   kSold, R"sql( DESC, d.product_id DESC
    LIMIT $10
)sql">};

// The same without those that fit $11.
constexpr Read kWeakCandidates{Plan::each_time, joined<R"sql(
    SELECT d.product_id, d.name_key, d.brand_key, d.sold_count, d.in_stock, d.stars
    FROM documents AS d
    WHERE )sql",
                                                       kMatches, kChosen, R"sql(
      AND NOT d.terms @@ $11::TSQUERY
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

// Each kind without its own filter, of the first $10 that match. Prices are parted at the fifths, rounded down to two
// digits.
constexpr Read kFacets{Plan::each_time, joined<R"sql(
    WITH matched AS MATERIALIZED (
        SELECT d.category_id, d.brand, d.tags, d.price_minor, d.in_stock, d.stars,
               $4::TEXT[] IS NULL OR d.brand = ANY($4::TEXT[]) AS b,
               $5::TEXT[] IS NULL OR d.tags && $5::TEXT[] AS t,
               ($6::BIGINT IS NULL OR d.price_minor >= $6::BIGINT)
               AND ($7::BIGINT IS NULL OR d.price_minor <= $7::BIGINT) AS p,
               NOT $8::BOOLEAN OR d.in_stock AS s,
               d.stars >= $9::INTEGER AS r
        FROM documents AS d
        WHERE )sql",
                                               kMatches, R"sql(
        LIMIT $10
    ), bounds AS (
        SELECT ARRAY(
            SELECT DISTINCT v.price / POWER(10, GREATEST(LENGTH(v.price::TEXT) - 2, 0))::BIGINT
                            * POWER(10, GREATEST(LENGTH(v.price::TEXT) - 2, 0))::BIGINT AS bound
            FROM (
                SELECT PERCENTILE_DISC(ARRAY[0.2, 0.4, 0.6, 0.8]::FLOAT8[]) WITHIN GROUP (ORDER BY m.price_minor) AS fifths
                FROM matched AS m
                WHERE m.b AND m.t AND m.s AND m.r
            ) AS q
            CROSS JOIN LATERAL UNNEST(q.fifths) AS v (price)
            WHERE v.price > 0
            ORDER BY bound
        ) AS bound
    )
    SELECT 'seen' AS kind, '' AS value, COUNT(*) AS count FROM matched
    UNION ALL
    SELECT 'total', '', COUNT(*) FROM matched AS m WHERE m.b AND m.t AND m.p AND m.s AND m.r
    UNION ALL
    SELECT 'stock', '', COUNT(*) FROM matched AS m WHERE m.b AND m.t AND m.p AND m.r AND m.in_stock
    UNION ALL
    SELECT 'rating', '4', COUNT(*) FROM matched AS m WHERE m.b AND m.t AND m.p AND m.s AND m.stars >= 400
    UNION ALL
    SELECT 'rating', '3', COUNT(*) FROM matched AS m WHERE m.b AND m.t AND m.p AND m.s AND m.stars >= 300
    UNION ALL
    (
        SELECT 'category', m.category_id::TEXT, COUNT(*)
        FROM matched AS m
        WHERE m.b AND m.t AND m.p AND m.s AND m.r
        GROUP BY m.category_id
        ORDER BY COUNT(*) DESC, m.category_id
        LIMIT 50
    )
    UNION ALL
    (
        SELECT 'brand', m.brand, COUNT(*)
        FROM matched AS m
        WHERE m.t AND m.p AND m.s AND m.r AND m.brand <> ''
        GROUP BY m.brand
        ORDER BY m.brand = ANY(COALESCE($4::TEXT[], '{}')) DESC, COUNT(*) DESC, m.brand
        LIMIT 50
    )
    UNION ALL
    (
        SELECT 'tag', g.tag, COUNT(*)
        FROM matched AS m
        CROSS JOIN LATERAL UNNEST(m.tags) AS g (tag)
        WHERE m.b AND m.p AND m.s AND m.r
        GROUP BY g.tag
        ORDER BY g.tag = ANY(COALESCE($5::TEXT[], '{}')) DESC, COUNT(*) DESC, g.tag
        LIMIT 50
    )
    UNION ALL
    SELECT 'bound', v.price::TEXT, 0 FROM bounds AS o CROSS JOIN LATERAL UNNEST(o.bound) AS v (price)
    UNION ALL
    SELECT 'band', WIDTH_BUCKET(m.price_minor, o.bound)::TEXT, COUNT(*)
    FROM matched AS m
    CROSS JOIN bounds AS o
    WHERE m.b AND m.t AND m.s AND m.r
    GROUP BY WIDTH_BUCKET(m.price_minor, o.bound)
)sql">};

constexpr Read kNames{Plan::each_time, R"sql(
    SELECT d.product_id AS id, d.name
    FROM documents AS d
    WHERE d.on_sale AND d.name_key LIKE $1
      AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = d.shop_id AND c.closed)
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

struct FacetRow {
    std::string kind;
    std::string value;
    std::int64_t count;
};

struct Ranked {
    std::int64_t id;
    std::int64_t score;
    auto operator<=>(const Ranked& other) const {
        return std::pair(other.score, other.id) <=> std::pair(score, id);
    }
    bool operator==(const Ranked&) const = default;
};

void add_ranked(std::vector<Ranked>& out, const Query& query, Reading reading, const postgres::Rows& rows,
                bool strong) {
    for (const auto& row : rows.to<CandidateRow>()) {
        out.push_back({row.product_id, score(query, {.name_key = row.name_key,
                                                     .brand_key = row.brand_key,
                                                     .reading = reading,
                                                     .strong = strong,
                                                     .sold_count = row.sold_count,
                                                     .in_stock = row.in_stock,
                                                     .stars = row.stars})});
    }
}

// From bounds and the counts between them.
std::vector<Band> bands_of(std::vector<std::int64_t> bounds, const std::vector<Count>& buckets) {
    std::ranges::sort(bounds);
    std::vector<Band> bands;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        const auto found = std::ranges::find(buckets, std::to_string(i), &Count::value);
        if (found == buckets.end()) continue;
        bands.push_back({.from = i == 0 ? 0 : bounds[i - 1],
                         .to = i == bounds.size() ? 0 : bounds[i] - 1,
                         .count = found->count});
    }
    if (bands.size() < 2) bands.clear();
    return bands;
}

std::optional<std::string> terms_of(const SearchRequest& request, Place place) {
    return to_tsquery(request.query, request.reading, place);
}

}  // namespace

Task<Result<Hits>> DocumentSearch::search(CallContext& context, const SearchRequest& request) const {
    const bool by_words = request.sort == Sort::relevance && !request.query.units.empty();
    if (by_words) co_return co_await relevant(context, request);
    co_return Hits{.hits = co_await ok(sorted(context, request))};
}

Task<Result<Hits>> DocumentSearch::relevant(CallContext& context, const SearchRequest& request) const {
    const auto& f = request.filter;
    const auto strong = terms_of(request, Place::strong);
    std::vector<Ranked> ranked;
    {
        const auto rows = co_await ok(database_.query(context, kCandidates, strong, f.category_ids, f.shop_id,
                                                      f.brands, f.tags, f.min_price, f.max_price, f.in_stock,
                                                      f.min_stars, kRankedMax));
        add_ranked(ranked, request.query, request.reading, rows, true);
    }
    if (std::ssize(ranked) < kRankedMax) {
        const auto rows =
            co_await ok(database_.query(context, kWeakCandidates, terms_of(request, Place::any),
                                        f.category_ids, f.shop_id, f.brands, f.tags, f.min_price, f.max_price,
                                        f.in_stock, f.min_stars, kRankedMax - std::ssize(ranked), strong));
        add_ranked(ranked, request.query, request.reading, rows, false);
    }
    std::ranges::sort(ranked);
    auto from = ranked.begin();
    if (request.after.id != 0) {
        const auto value = text::to_number<std::int64_t>(request.after.value);
        if (!value) co_return invalid_page_token();
        from = std::ranges::upper_bound(ranked, Ranked{request.after.id, *value});
    }
    const auto count = std::min<std::ptrdiff_t>(request.limit, ranked.end() - from);
    std::vector<std::int64_t> ids;
    for (auto it = from; it != from + count; ++it) ids.push_back(it->id);
    Hits out;
    if (std::ssize(ranked) < kRankedMax) out.total = std::ssize(ranked);
    if (ids.empty()) co_return out;
    const auto cards = co_await ok(database_.query(context, kCards, ids));
    auto found = cards.to<Hit>();
    for (auto it = from; it != from + count; ++it) {
        const auto card = std::ranges::find(found, it->id, &Hit::id);
        if (card == found.end()) continue;  // it left the shelf between the two
        card->value = it->score;
        out.hits.push_back(std::move(*card));
    }
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
    const auto ask = [&](const Read& statement, const auto& behind) {
        return database_.query(context, statement, terms_of(request, Place::any), f.category_ids, f.shop_id,
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
    const auto& f = request.filter;
    const auto terms = terms_of(request, Place::any);
    const auto limit = kCountedMax + 1;
    const auto ask = [&](const Read& statement) {
        return database_.query(context, statement, terms, f.category_ids, f.shop_id, f.brands, f.tags,
                               f.min_price, f.max_price, f.in_stock, f.min_stars, limit);
    };
    const auto count_all = [&]() -> Task<Result<std::int64_t>> {
        const auto rows = co_await ok(ask(kCount));
        co_return rows.front().to<std::int64_t>();
    };
    Counts counts;
    if (!facets) {
        counts.total = co_await ok(count_all());
        co_return counts;
    }
    const auto rows = co_await ok(ask(kFacets));
    std::vector<std::int64_t> bounds;
    std::vector<Count> buckets;
    for (auto& [kind, value, count] : rows.to<FacetRow>()) {
        Count each{.value = std::move(value), .count = count};
        if (kind == "seen") counts.capped = count == limit;
        if (kind == "total") counts.total = count;
        if (kind == "stock") counts.in_stock = count;
        if (kind == "rating" && count > 0)
            counts.ratings.push_back(std::move(each));
        else if (kind == "category")
            counts.categories.push_back(std::move(each));
        else if (kind == "brand")
            counts.brands.push_back(std::move(each));
        else if (kind == "tag")
            counts.tags.push_back(std::move(each));
        else if (kind == "band")
            buckets.push_back(std::move(each));
        else if (kind == "bound")
            bounds.push_back(text::to_number<std::int64_t>(each.value).value_or(0));
    }
    counts.bands = bands_of(std::move(bounds), buckets);
    if (counts.capped) counts.total = co_await ok(count_all());
    co_return counts;
}

Task<Result<std::vector<NamedProduct>>> DocumentSearch::names(CallContext& context, std::string_view key,
                                                              std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kNames, postgres::begins_with(key), limit));
    co_return rows.to<NamedProduct>();
}

}  // namespace ecommerce::search
