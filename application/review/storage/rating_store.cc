// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/rating_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::review {

namespace {

using postgres::columns;
using postgres::Read;
using postgres::Write;

// Rows are locked in the order in which they are inserted.
constexpr Write kAddToProducts{R"sql(
    INSERT INTO product_ratings AS p (product_id, shop_id, one, two, three, four, five, logistics_sum, service_sum,
                                      with_pictures, automatic)
    SELECT d.product_id, d.shop_id, d.one, d.two, d.three, d.four, d.five, d.logistics_sum, d.service_sum,
           d.with_pictures, d.automatic
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[], $6::BIGINT[], $7::BIGINT[],
                $8::BIGINT[], $9::BIGINT[], $10::BIGINT[], $11::BIGINT[])
        AS d (product_id, shop_id, one, two, three, four, five, logistics_sum, service_sum, with_pictures, automatic)
    ORDER BY d.product_id
    ON CONFLICT (product_id) DO UPDATE
    SET one = p.one + EXCLUDED.one, two = p.two + EXCLUDED.two, three = p.three + EXCLUDED.three,
        four = p.four + EXCLUDED.four, five = p.five + EXCLUDED.five,
        logistics_sum = p.logistics_sum + EXCLUDED.logistics_sum,
        service_sum = p.service_sum + EXCLUDED.service_sum,
        with_pictures = p.with_pictures + EXCLUDED.with_pictures, automatic = p.automatic + EXCLUDED.automatic
)sql"};

constexpr Write kAddToShops{R"sql(
    INSERT INTO shop_ratings AS s (shop_id, one, two, three, four, five, logistics_sum, service_sum, with_pictures,
                                   automatic)
    SELECT d.shop_id, d.one, d.two, d.three, d.four, d.five, d.logistics_sum, d.service_sum, d.with_pictures,
           d.automatic
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[], $6::BIGINT[], $7::BIGINT[],
                $8::BIGINT[], $9::BIGINT[], $10::BIGINT[])
        AS d (shop_id, one, two, three, four, five, logistics_sum, service_sum, with_pictures, automatic)
    ORDER BY d.shop_id
    ON CONFLICT (shop_id) DO UPDATE
    SET one = s.one + EXCLUDED.one, two = s.two + EXCLUDED.two, three = s.three + EXCLUDED.three,
        four = s.four + EXCLUDED.four, five = s.five + EXCLUDED.five,
        logistics_sum = s.logistics_sum + EXCLUDED.logistics_sum,
        service_sum = s.service_sum + EXCLUDED.service_sum,
        with_pictures = s.with_pictures + EXCLUDED.with_pictures, automatic = s.automatic + EXCLUDED.automatic
)sql"};

constexpr Write kAddToTags{R"sql(
    INSERT INTO product_tags AS t (product_id, tag_id, reviews)
    SELECT d.product_id, d.tag_id, d.reviews
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[]) AS d (product_id, tag_id, reviews)
    ORDER BY d.product_id, d.tag_id
    ON CONFLICT (product_id, tag_id) DO UPDATE
    SET reviews = t.reviews + EXCLUDED.reviews
)sql"};

struct SumsRow {
    std::int64_t id = 0;
    std::int64_t one = 0;
    std::int64_t two = 0;
    std::int64_t three = 0;
    std::int64_t four = 0;
    std::int64_t five = 0;
    std::int64_t logistics_sum = 0;
    std::int64_t service_sum = 0;
    std::int64_t with_pictures = 0;
    std::int64_t automatic = 0;

    RatingRow to_rating() const {
        return {.id = id,
                .tally = {.stars = {one, two, three, four, five},
                          .logistics = logistics_sum,
                          .service = service_sum,
                          .with_pictures = with_pictures,
                          .automatic = automatic}};
    }
};

constexpr Read kOfProducts{R"sql(
    SELECT p.product_id AS id, p.one, p.two, p.three, p.four, p.five, p.logistics_sum, p.service_sum,
           p.with_pictures, p.automatic
    FROM product_ratings AS p
    WHERE p.product_id = ANY($1)
      AND NOT EXISTS (SELECT 1 FROM shop_closings AS shut WHERE shut.shop_id = p.shop_id AND shut.closed)
)sql"};

constexpr Read kOfShop{R"sql(
    SELECT s.shop_id AS id, s.one, s.two, s.three, s.four, s.five, s.logistics_sum, s.service_sum,
           s.with_pictures, s.automatic
    FROM shop_ratings AS s
    WHERE s.shop_id = $1
      AND NOT EXISTS (SELECT 1 FROM shop_closings AS shut WHERE shut.shop_id = s.shop_id AND shut.closed)
)sql"};

constexpr Read kTags{R"sql(
    SELECT t.tag_id, t.reviews
    FROM product_tags AS t
    JOIN product_ratings AS p ON p.product_id = t.product_id
    WHERE t.product_id = $1
      AND t.reviews > 0
      AND NOT EXISTS (SELECT 1 FROM shop_closings AS shut WHERE shut.shop_id = p.shop_id AND shut.closed)
    ORDER BY t.reviews DESC, t.tag_id
)sql"};

// The sums of each change, an array each.
template <typename Changes>
auto sums(const Changes& changes) {
    using Change = typename Changes::value_type;
    const auto stars = [](std::size_t which) {
        return [which](const Change& change) { return change.second.stars[which]; };
    };
    const auto sum = [](std::int64_t Tally::* which) {
        return [which](const Change& change) { return change.second.*which; };
    };
    return columns(changes, stars(0), stars(1), stars(2), stars(3), stars(4), sum(&Tally::logistics),
                   sum(&Tally::service), sum(&Tally::with_pictures), sum(&Tally::automatic));
}

}  // namespace

void RatingChanges::add(std::int64_t product_id, std::int64_t shop_id, const Counted& before,
                        const Counted& after) {
    if (const auto change = after.tally - before.tally; change != Tally()) {
        products_[{product_id, shop_id}] += change;
        shops_[shop_id] += change;
    }
    for (const auto tag : before.tag_ids) --tags_[{product_id, tag}];
    for (const auto tag : after.tag_ids) ++tags_[{product_id, tag}];
    std::erase_if(tags_, [](const auto& tag) { return tag.second == 0; });
}

void RatingStore::apply(postgres::Transaction& tx, const RatingChanges& changes) const {
    if (const auto& tags = changes.tags_; !tags.empty()) {
        tx.queue(kAddToTags, columns(
                                 tags, [](const auto& tag) { return tag.first.first; },
                                 [](const auto& tag) { return tag.first.second; },
                                 [](const auto& tag) { return tag.second; }));
    }
    if (changes.products_.empty()) return;
    tx.queue(kAddToProducts,
             columns(
                 changes.products_, [](const auto& change) { return change.first.first; },
                 [](const auto& change) { return change.first.second; }),
             sums(changes.products_));
    tx.queue(kAddToShops, columns(changes.shops_, [](const auto& change) { return change.first; }),
             sums(changes.shops_));
}

Task<Result<std::vector<RatingRow>>> RatingStore::of_products(CallContext& context,
                                                              const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kOfProducts, ids));
    std::vector<RatingRow> ratings;
    for (const auto& row : rows.to<SumsRow>()) ratings.push_back(row.to_rating());
    co_return ratings;
}

Task<Result<std::optional<RatingRow>>> RatingStore::of_shop(CallContext& context,
                                                            std::int64_t shop_id) const {
    const auto rows = co_await ok(database_.query(context, kOfShop, shop_id));
    const auto row = rows.first<SumsRow>();
    if (!row) co_return std::nullopt;
    co_return row->to_rating();
}

Task<Result<std::vector<TagCountRow>>> RatingStore::tags(CallContext& context,
                                                         std::int64_t product_id) const {
    const auto rows = co_await ok(database_.query(context, kTags, product_id));
    co_return rows.to<TagCountRow>();
}

}  // namespace ecommerce::review
