// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/facet_counts.h"

#include <algorithm>

#include "application/search/storage/document_matches.h"
#include "application/search/storage/term_query.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Read;

// `off` says which of the chosen filters a product does not pass: a bit for each kind, and from the sixth on one for
// each attribute. A kind counts the products that pass all filters but perhaps its own. $4 brands, $5 tags, $6 and $7
// prices, $8 whether it must be in stock, $9 hundredths of stars, $10 how many are looked at, $11 categories, $12 the
// attributes, each with its values in lines, $13 each of these values.
//
// Prices are parted at the fifths, rounded down to two digits. Pairs are "name:value", and "name:" for the products
// that have any value. Of the names $14 are shown, of each $15 values; $16 says in how many of all products one has to
// have an attribute.
constexpr Read kFacets{Plan::each_time, joined<R"sql(
    WITH matched AS MATERIALIZED (
        SELECT d.category_id, d.brand, d.tags, d.attributes, d.price_minor, d.in_stock, d.stars,
               CASE WHEN $4::TEXT[] IS NULL OR d.brand = ANY($4::TEXT[]) THEN 0 ELSE 1 END
               + CASE WHEN $5::TEXT[] IS NULL OR d.tags && $5::TEXT[] THEN 0 ELSE 2 END
               + CASE
                     WHEN ($6::BIGINT IS NULL OR d.price_minor >= $6::BIGINT)
                          AND ($7::BIGINT IS NULL OR d.price_minor <= $7::BIGINT)
                         THEN 0
                     ELSE 4
                 END
               + CASE WHEN NOT $8::BOOLEAN OR d.in_stock THEN 0 ELSE 8 END
               + CASE WHEN d.stars >= $9::INTEGER THEN 0 ELSE 16 END
               + CASE WHEN $11::BIGINT[] IS NULL OR d.category_id = ANY($11::BIGINT[]) THEN 0 ELSE 32 END
               + CASE
                     WHEN $12::TEXT[] IS NULL THEN 0
                     ELSE (
                         SELECT COALESCE(SUM(64::BIGINT << (g.place - 1)::INTEGER), 0)::BIGINT
                         FROM UNNEST($12::TEXT[]) WITH ORDINALITY AS g (attributes, place)
                         WHERE NOT d.attributes && STRING_TO_ARRAY(g.attributes, CHR(10))
                     )
                 END AS off
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
                WHERE m.off IN (0, 4)
            ) AS q
            CROSS JOIN LATERAL UNNEST(q.fifths) AS v (price)
            WHERE v.price > 0
            ORDER BY bound
        ) AS bound
    ), pairs AS MATERIALIZED (
        SELECT SPLIT_PART(v.pair, ':', 1) AS name, v.pair, COUNT(*) AS count, v.pair = ANY($13::TEXT[]) AS chosen
        FROM matched AS m
        CROSS JOIN LATERAL UNNEST(m.attributes) AS v (pair)
        WHERE m.off = 0
           OR (
                m.off >= 64
                AND EXISTS (
                    SELECT 1
                    FROM UNNEST($12::TEXT[]) WITH ORDINALITY AS g (attributes, place)
                    WHERE m.off = 64::BIGINT << (g.place - 1)::INTEGER
                      AND SPLIT_PART(g.attributes, ':', 1) = SPLIT_PART(v.pair, ':', 1)
                )
           )
        GROUP BY v.pair
    ), named AS MATERIALIZED (
        SELECT p.name, BOOL_OR(p.chosen) AS chosen, SUM(p.count) FILTER (WHERE p.pair = p.name || ':') AS count
        FROM pairs AS p
        GROUP BY p.name
        HAVING BOOL_OR(p.chosen)
            OR (
                COUNT(*) > 2
                AND SUM(p.count) FILTER (WHERE p.pair = p.name || ':') * $16::BIGINT
                    >= (SELECT COUNT(*) FROM matched AS m WHERE m.off = 0)
            )
        ORDER BY BOOL_OR(p.chosen) DESC, SUM(p.count) FILTER (WHERE p.pair = p.name || ':') DESC, p.name
        LIMIT $14
    ), placed AS (
        SELECT p.pair, p.count,
               ROW_NUMBER() OVER (PARTITION BY p.name ORDER BY p.chosen DESC, p.count DESC, p.pair) AS place
        FROM pairs AS p
        JOIN named AS n ON n.name = p.name
        WHERE p.pair <> p.name || ':'
    )
    SELECT 'seen' AS kind, '' AS value, COUNT(*) AS count FROM matched
    UNION ALL
    SELECT 'total', '', COUNT(*) FROM matched AS m WHERE m.off = 0
    UNION ALL
    SELECT 'stock', '', COUNT(*) FROM matched AS m WHERE m.off IN (0, 8) AND m.in_stock
    UNION ALL
    SELECT 'rating', '4', COUNT(*) FROM matched AS m WHERE m.off IN (0, 16) AND m.stars >= 400
    UNION ALL
    SELECT 'rating', '3', COUNT(*) FROM matched AS m WHERE m.off IN (0, 16) AND m.stars >= 300
    UNION ALL
    (
        SELECT 'category', m.category_id::TEXT, COUNT(*)
        FROM matched AS m
        WHERE m.off IN (0, 32)
        GROUP BY m.category_id
        ORDER BY m.category_id = ANY(COALESCE($11::BIGINT[], '{}')) DESC, COUNT(*) DESC, m.category_id
        LIMIT 50
    )
    UNION ALL
    (
        SELECT 'brand', m.brand, COUNT(*)
        FROM matched AS m
        WHERE m.off IN (0, 1) AND m.brand <> ''
        GROUP BY m.brand
        ORDER BY m.brand = ANY(COALESCE($4::TEXT[], '{}')) DESC, COUNT(*) DESC, m.brand
        LIMIT 50
    )
    UNION ALL
    (
        SELECT 'tag', g.tag, COUNT(*)
        FROM matched AS m
        CROSS JOIN LATERAL UNNEST(m.tags) AS g (tag)
        WHERE m.off IN (0, 2)
        GROUP BY g.tag
        ORDER BY g.tag = ANY(COALESCE($5::TEXT[], '{}')) DESC, COUNT(*) DESC, g.tag
        LIMIT 50
    )
    UNION ALL
    SELECT 'name', n.name, n.count::BIGINT FROM named AS n
    UNION ALL
    SELECT 'attribute', v.pair, v.count FROM placed AS v WHERE v.place <= $15
    UNION ALL
    SELECT 'bound', v.price::TEXT, 0 FROM bounds AS o CROSS JOIN LATERAL UNNEST(o.bound) AS v (price)
    UNION ALL
    SELECT 'band', WIDTH_BUCKET(m.price_minor, o.bound)::TEXT, COUNT(*)
    FROM matched AS m
    CROSS JOIN bounds AS o
    WHERE m.off IN (0, 4)
    GROUP BY WIDTH_BUCKET(m.price_minor, o.bound)
)sql">};

struct FacetRow {
    std::string kind;
    std::string value;
    std::int64_t count;
};

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

// The chosen ones as kMatched reads them, and each by itself.
struct ChosenTexts {
    std::optional<std::vector<std::string>> groups;
    std::vector<std::string> texts;
};

ChosenTexts texts_of(const std::vector<ChosenAttribute>& attributes) {
    ChosenTexts chosen;
    if (!attributes.empty()) chosen.groups.emplace();
    for (const auto& attribute : attributes) {
        auto& lines = chosen.groups->emplace_back();
        for (const auto& value : attribute.values) {
            if (!lines.empty()) lines += '\n';
            lines += chosen.texts.emplace_back(to_text({.name = attribute.name, .value = value}));
        }
    }
    return chosen;
}

// Rows come in any order.
struct Collected {
    Counts counts;
    std::vector<std::int64_t> bounds;
    std::vector<Count> buckets;
    std::vector<Count> pairs;

    void take(std::string_view kind, Count each);
    // `chosen` say which stand first.
    Counts finish(const std::vector<std::string>& chosen);
};

void Collected::take(std::string_view kind, Count each) {
    if (kind == "seen") counts.capped = each.count == kCountedMax + 1;
    if (kind == "total") counts.total = each.count;
    if (kind == "stock") counts.in_stock = each.count;
    if (kind == "rating" && each.count > 0)
        counts.ratings.push_back(std::move(each));
    else if (kind == "category")
        counts.categories.push_back(std::move(each));
    else if (kind == "brand")
        counts.brands.push_back(std::move(each));
    else if (kind == "tag")
        counts.tags.push_back(std::move(each));
    else if (kind == "name")
        counts.attributes.push_back({.name = std::move(each.value), .count = each.count, .values = {}});
    else if (kind == "attribute")
        pairs.push_back(std::move(each));
    else if (kind == "band")
        buckets.push_back(std::move(each));
    else if (kind == "bound")
        bounds.push_back(text::to_number<std::int64_t>(each.value).value_or(0));
}

Counts Collected::finish(const std::vector<std::string>& chosen) {
    counts.bands = bands_of(std::move(bounds), buckets);
    const auto is_chosen = [&](const Count& pair) {
        return std::ranges::find(chosen, pair.value) != chosen.end();
    };
    const auto names_chosen = [&](const AttributeCounts& attribute) {
        return std::ranges::any_of(chosen,
                                   [&](const auto& text) { return text.starts_with(attribute.name + ':'); });
    };
    std::ranges::sort(pairs, {}, [&](const Count& pair) {
        return std::tuple(!is_chosen(pair), -pair.count, std::string_view(pair.value));
    });
    for (auto& attribute : counts.attributes) {
        for (const auto& pair : pairs) {
            const auto read = read_attribute(pair.value);
            if (read && read->name == attribute.name)
                attribute.values.push_back({.value = read->value, .count = pair.count});
        }
    }
    std::ranges::sort(counts.attributes, {}, [&](const AttributeCounts& attribute) {
        return std::tuple(!names_chosen(attribute), -attribute.count, std::string_view(attribute.name));
    });
    return std::move(counts);
}

}  // namespace

Task<Result<Counts>> count_facets(CallContext& context, postgres::Database& database,
                                  const SearchRequest& request) {
    const auto& f = request.filter;
    const auto terms = to_tsquery(request.query, request.reading, Place::any);
    const auto chosen = texts_of(f.attributes);
    const auto rows = co_await ok(
        database.query(context, kFacets, terms, f.category_ids, f.shop_id, f.brands, f.tags, f.min_price,
                       f.max_price, f.in_stock, f.min_stars, kCountedMax + 1, f.chosen_categories,
                       chosen.groups, chosen.texts, kAttributeNames, kAttributeValues, kAttributeShare));
    Collected collected;
    for (auto& [kind, value, count] : rows.to<FacetRow>())
        collected.take(kind, {.value = std::move(value), .count = count});
    co_return collected.finish(chosen.texts);
}

}  // namespace ecommerce::search
