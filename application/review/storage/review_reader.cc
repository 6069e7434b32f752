// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/review_reader.h"

#include <algorithm>

#include "application/review/storage/review_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::review {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

// Asked once a list: with each row it would be a join, for which all reviews of a product are read and sorted.
constexpr Piece kShopIsOpen = R"sql(
      AND NOT EXISTS (
          SELECT 1
          FROM shop_closings AS shut
          WHERE shut.shop_id = (SELECT sums.shop_id FROM product_ratings AS sums WHERE sums.product_id = $1)
            AND shut.closed
      )
)sql";

constexpr Piece kOfProduct = R"sql(
    FROM reviews AS r
    WHERE r.product_id = $1
      AND r.state = 'PUBLISHED'
)sql";

constexpr Piece kByTime = R"sql(
      AND (r.written_at, r.id) < ($2::TIMESTAMPTZ, $3::BIGINT)
    ORDER BY r.written_at DESC, r.id DESC
    LIMIT $4
)sql";

constexpr Piece kByLikes = R"sql(
      AND (r.likes, r.id) < ($2::BIGINT, $3::BIGINT)
    ORDER BY r.likes DESC, r.id DESC
    LIMIT $4
)sql";

constexpr Piece kShowsPictures = R"sql( AND r.picture_count > 0 )sql";
constexpr Piece kHasStars = R"sql( AND r.goods_stars = $5 )sql";
constexpr Piece kOfSku = R"sql( AND r.sku_id = $5 )sql";

constexpr Read kNewest{Plan::each_time,
                       joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kByTime>};
constexpr Read kHelpful{Plan::each_time,
                        joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kByLikes>};
constexpr Read kPicturesNewest{
    Plan::each_time,
    joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kShowsPictures, kByTime>};
constexpr Read kPicturesHelpful{
    Plan::each_time,
    joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kShowsPictures, kByLikes>};
constexpr Read kStarsNewest{
    Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kHasStars, kByTime>};
constexpr Read kStarsHelpful{
    Plan::each_time,
    joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kHasStars, kByLikes>};
constexpr Read kSkuNewest{
    Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kOfSku, kByTime>};
constexpr Read kSkuHelpful{
    Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, kOfSku, kByLikes>};

constexpr Read kByRating{Plan::each_time,
                         joined<R"sql(SELECT )sql", kReviewColumns, kOfProduct, kShopIsOpen, R"sql(
      AND (r.goods_stars, r.likes, r.id) < ($2::BIGINT, $3::BIGINT, $4::BIGINT)
    ORDER BY r.goods_stars DESC, r.likes DESC, r.id DESC
    LIMIT $5
)sql">};

constexpr Read kTagged{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM tagged_reviews AS tagged
    JOIN reviews AS r ON r.id = tagged.review_id
    WHERE tagged.product_id = $1
      AND tagged.tag_id = $5
      AND (tagged.written_at, tagged.review_id) < ($2::TIMESTAMPTZ, $3::BIGINT)
      AND r.state = 'PUBLISHED'
)sql",
                                               kShopIsOpen, R"sql(
    ORDER BY tagged.written_at DESC, tagged.review_id DESC
    LIMIT $4
)sql">};

// A step of a walk along an index, whatever is asked of its rows: $2 and on are as above, the last four the filter.
constexpr Piece kStepColumns = R"sql(
    r.id, r.goods_stars AS stars, r.likes, r.written_at AS at,
    (NOT $5::BOOLEAN OR r.picture_count > 0)
     AND ($6::BIGINT = 0 OR r.goods_stars = $6)
     AND ($7::BIGINT = 0 OR r.sku_id = $7)
     AND ($8::BIGINT = 0 OR $8 = ANY(r.tag_ids)) AS fits
)sql";

constexpr Read kStepNewest{Plan::each_time,
                           joined<R"sql(SELECT )sql", kStepColumns, kOfProduct, kShopIsOpen, kByTime>};
constexpr Read kStepHelpful{Plan::each_time,
                            joined<R"sql(SELECT )sql", kStepColumns, kOfProduct, kShopIsOpen, kByLikes>};
constexpr Read kStepRating{Plan::each_time,
                           joined<R"sql(SELECT )sql", kStepColumns, kOfProduct, kShopIsOpen, R"sql(
      AND (r.goods_stars, r.likes, r.id) < ($9::BIGINT, $2::BIGINT, $3::BIGINT)
    ORDER BY r.goods_stars DESC, r.likes DESC, r.id DESC
    LIMIT $4
)sql">};
struct StepRow {
    ReviewPlace place;
    bool fits = false;
};
constexpr int kSteps = 500;
constexpr int kWalks = 6;  // for one page

// As they are now: one may have been hidden since the walk came to it.
constexpr Read kOfIds{joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.id = ANY($1) AND r.state = 'PUBLISHED'
)sql">};

constexpr Read kFind{joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.id = $1
)sql">};

constexpr Read kOfAuthor{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.user_id = $1 AND r.state IN ('PUBLISHED', 'HELD', 'HIDDEN') AND r.id < $2
    ORDER BY r.id DESC
    LIMIT $3
)sql">};

constexpr Read kAwaited{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.user_id = $1 AND r.state = 'AWAITED' AND r.id < $2
    ORDER BY r.id DESC
    LIMIT $3
)sql">};

constexpr Piece kOfShop = R"sql(
    FROM reviews AS r
    WHERE r.shop_id = $1
      AND r.state = 'PUBLISHED'
)sql";

constexpr Read kShopNewest{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, kOfShop, kByTime>};
constexpr Read kShopStars{Plan::each_time,
                          joined<R"sql(SELECT )sql", kReviewColumns, kOfShop, kHasStars, kByTime>};
constexpr Read kShopUnrepliedStars{
    Plan::each_time,
    joined<R"sql(SELECT )sql", kReviewColumns, kOfShop, R"sql( AND NOT r.replied )sql", kHasStars, kByTime>};
constexpr Read kShopUnreplied{
    Plan::each_time,
    joined<R"sql(SELECT )sql", kReviewColumns, kOfShop, R"sql( AND NOT r.replied )sql", kByTime>};

constexpr Read kHeld{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.state = 'HELD' AND (r.written_at, r.id) > ($1::TIMESTAMPTZ, $2::BIGINT)
    ORDER BY r.written_at, r.id
    LIMIT $3
)sql">};

constexpr Read kHidden{Plan::each_time, joined<R"sql(SELECT )sql", kReviewColumns, R"sql(
    FROM reviews AS r
    WHERE r.state = 'HIDDEN' AND (r.written_at, r.id) < ($1::TIMESTAMPTZ, $2::BIGINT)
    ORDER BY r.written_at DESC, r.id DESC
    LIMIT $3
)sql">};

constexpr Read kHasReceived{R"sql(
    SELECT EXISTS (SELECT 1 FROM reviews WHERE user_id = $1 AND product_id = $2)
)sql"};

constexpr Read kLiked{R"sql(
    SELECT review_id FROM review_likes WHERE review_id = ANY($2) AND user_id = $1
)sql"};

bool has_index(const ProductFilter& filter, Sort sort) {
    const int filters = int(filter.with_pictures) + int(filter.stars.has_value()) +
                        int(filter.sku_id.has_value()) + int(filter.tag_id.has_value());
    if (filters > 1) return false;
    if (filter.tag_id) return sort == Sort::newest;
    return filters == 0 || sort != Sort::rating;
}

}  // namespace

ReviewReader::Found ReviewReader::find(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kFind, id));
    co_return rows.first<ReviewRow>();
}

Task<Result<ReviewReader::OfProduct>> ReviewReader::of_product(CallContext& context, std::int64_t product_id,
                                                               const ProductFilter& filter, Sort sort,
                                                               const After& after, int max) const {
    if (!has_index(filter, sort)) co_return co_await walk(context, product_id, filter, sort, after, max);
    const auto limit = std::int64_t(max);
    const bool newest = sort == Sort::newest;
    const auto read = [&](const Read& by_time, const Read& by_likes, const auto&... value) {
        return newest
                   ? database_.query(context, by_time, product_id, after.at, after.id, limit, value...)
                   : database_.query(context, by_likes, product_id, after.likes, after.id, limit, value...);
    };
    auto rows = co_await ok(sort == Sort::rating   ? database_.query(context, kByRating, product_id,
                                                                     after.stars, after.likes, after.id, limit)
                            : filter.tag_id        ? database_.query(context, kTagged, product_id, after.at,
                                                                     after.id, limit, *filter.tag_id)
                            : filter.stars         ? read(kStarsNewest, kStarsHelpful, *filter.stars)
                            : filter.sku_id        ? read(kSkuNewest, kSkuHelpful, *filter.sku_id)
                            : filter.with_pictures ? read(kPicturesNewest, kPicturesHelpful)
                                                   : read(kNewest, kHelpful));
    co_return OfProduct{.rows = rows.to<ReviewRow>()};
}

Task<Result<ReviewReader::OfProduct>> ReviewReader::walk(CallContext& context, std::int64_t product_id,
                                                         const ProductFilter& filter, Sort sort, After after,
                                                         int max) const {
    std::vector<std::int64_t> ids;
    std::optional<ReviewPlace> last;
    for (int walks = 0; walks < kWalks && int(ids.size()) < max; ++walks) {
        const auto step = [&](const Read& statement, const auto&... place) {
            return database_.query(context, statement, product_id, place..., std::int64_t(kSteps),
                                   filter.with_pictures, filter.stars.value_or(0), filter.sku_id.value_or(0),
                                   filter.tag_id.value_or(0));
        };
        const auto rows = co_await ok(
            sort == Sort::newest ? step(kStepNewest, after.at, after.id)
            : sort == Sort::helpful
                ? step(kStepHelpful, after.likes, after.id)
                : database_.query(context, kStepRating, product_id, after.likes, after.id,
                                  std::int64_t(kSteps), filter.with_pictures, filter.stars.value_or(0),
                                  filter.sku_id.value_or(0), filter.tag_id.value_or(0), after.stars));
        const auto steps = rows.to<StepRow>();
        for (const auto& [place, fits] : steps) {
            if (fits) ids.push_back(place.id);
            if (int(ids.size()) == max) break;
        }
        if (int(steps.size()) < kSteps) {
            last.reset();
            break;
        }
        last = steps.back().place;
        after = {.id = last->id, .stars = last->stars, .likes = last->likes, .at = last->at};
    }
    OfProduct found;
    if (!ids.empty()) {
        found.rows = (co_await ok(database_.query(context, kOfIds, ids))).to<ReviewRow>();
        std::ranges::sort(found.rows, {},
                          [&](const ReviewRow& row) { return std::ranges::find(ids, row.id); });
    }
    if (int(ids.size()) < max) found.stopped_at = last;
    co_return found;
}

ReviewReader::Many ReviewReader::of_author(CallContext& context, std::int64_t user_id, std::int64_t before_id,
                                           int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kOfAuthor, user_id, before_id, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

ReviewReader::Many ReviewReader::awaited(CallContext& context, std::int64_t user_id, std::int64_t before_id,
                                         int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kAwaited, user_id, before_id, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

ReviewReader::Many ReviewReader::of_shop(CallContext& context, const ShopFilter& filter, const After& after,
                                         int max) const {
    const auto limit = std::int64_t(max);
    const auto rows = co_await ok(
        filter.stars ? database_.query(context, filter.unreplied ? kShopUnrepliedStars : kShopStars,
                                       filter.shop_id, after.at, after.id, limit, *filter.stars)
                     : database_.query(context, filter.unreplied ? kShopUnreplied : kShopNewest,
                                       filter.shop_id, after.at, after.id, limit));
    co_return rows.to<ReviewRow>();
}

ReviewReader::Many ReviewReader::held(CallContext& context, const After& after, int limit) const {
    const auto rows = co_await ok(database_.query(context, kHeld, after.at, after.id, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

ReviewReader::Many ReviewReader::hidden(CallContext& context, const After& after, int limit) const {
    const auto rows = co_await ok(database_.query(context, kHidden, after.at, after.id, std::int64_t(limit)));
    co_return rows.to<ReviewRow>();
}

Task<Result<bool>> ReviewReader::has_received(CallContext& context, std::int64_t user_id,
                                              std::int64_t product_id) const {
    const auto rows = co_await ok(database_.query(context, kHasReceived, user_id, product_id));
    co_return rows.front().to<bool>();
}

Task<Result<std::vector<std::int64_t>>> ReviewReader::liked(CallContext& context, std::int64_t user_id,
                                                            const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kLiked, user_id, ids));
    co_return rows.to<std::int64_t>();
}

}  // namespace ecommerce::review
