// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/review_checks.h"

#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::review {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Read;

// Each statement gives one row for every violation: what breaks it, as text.

// Kept beside found, of whatever is rated.
constexpr Piece kDiffers = R"sql(
    || ': kept ' ||
           CONCAT_WS(' ', kept.one, kept.two, kept.three, kept.four, kept.five, kept.logistics_sum, kept.service_sum, kept.with_pictures, kept.automatic) ||
           '; found ' ||
           CONCAT_WS(' ', found.one, found.two, found.three, found.four, found.five, found.logistics_sum, found.service_sum, found.with_pictures, found.automatic)
)sql";

constexpr Piece kSums = R"sql(
    COUNT(*) FILTER (WHERE goods_stars = 1) AS one, COUNT(*) FILTER (WHERE goods_stars = 2) AS two,
    COUNT(*) FILTER (WHERE goods_stars = 3) AS three, COUNT(*) FILTER (WHERE goods_stars = 4) AS four,
    COUNT(*) FILTER (WHERE goods_stars = 5) AS five, SUM(logistics_stars) AS logistics_sum,
    SUM(service_stars) AS service_sum, COUNT(*) FILTER (WHERE picture_count > 0) AS with_pictures,
    COUNT(*) FILTER (WHERE automatic) AS automatic
    FROM reviews
    WHERE state = 'PUBLISHED'
)sql";

constexpr Piece kWhereDifferent = R"sql(
    WHERE COALESCE(kept.one, 0) <> COALESCE(found.one, 0)
       OR COALESCE(kept.two, 0) <> COALESCE(found.two, 0)
       OR COALESCE(kept.three, 0) <> COALESCE(found.three, 0)
       OR COALESCE(kept.four, 0) <> COALESCE(found.four, 0)
       OR COALESCE(kept.five, 0) <> COALESCE(found.five, 0)
       OR COALESCE(kept.logistics_sum, 0) <> COALESCE(found.logistics_sum, 0)
       OR COALESCE(kept.service_sum, 0) <> COALESCE(found.service_sum, 0)
       OR COALESCE(kept.with_pictures, 0) <> COALESCE(found.with_pictures, 0)
       OR COALESCE(kept.automatic, 0) <> COALESCE(found.automatic, 0)
    LIMIT 100
)sql";

constexpr Read kProducts{joined<R"sql(
    SELECT 'product ' || COALESCE(kept.product_id, found.product_id)
)sql",
                                kDiffers, R"sql(
    FROM product_ratings AS kept
    FULL JOIN (SELECT product_id,
)sql",
                                kSums, R"sql(
        GROUP BY product_id
    ) AS found ON found.product_id = kept.product_id
)sql",
                                kWhereDifferent>};

constexpr Read kShops{joined<R"sql(
    SELECT 'shop ' || COALESCE(kept.shop_id, found.shop_id)
)sql",
                             kDiffers, R"sql(
    FROM shop_ratings AS kept
    FULL JOIN (SELECT shop_id,
)sql",
                             kSums, R"sql(
        GROUP BY shop_id
    ) AS found ON found.shop_id = kept.shop_id
)sql",
                             kWhereDifferent>};

constexpr Read kTags{R"sql(
    SELECT 'product ' || COALESCE(kept.product_id, found.product_id) || ', tag ' ||
           COALESCE(kept.tag_id, found.tag_id) || ': kept ' || COALESCE(kept.reviews, 0) || ', found ' ||
           COALESCE(found.reviews, 0)
    FROM product_tags AS kept
    FULL JOIN (
        SELECT r.product_id, tag.id AS tag_id, COUNT(*) AS reviews
        FROM reviews AS r
        CROSS JOIN LATERAL UNNEST(r.tag_ids) AS tag (id)
        WHERE r.state = 'PUBLISHED'
        GROUP BY r.product_id, tag.id
    ) AS found ON found.product_id = kept.product_id AND found.tag_id = kept.tag_id
    WHERE COALESCE(kept.reviews, 0) <> COALESCE(found.reviews, 0)
    LIMIT 100
)sql"};

constexpr Read kTagged{R"sql(
    SELECT 'review ' || COALESCE(listed.review_id, had.review_id) || ', tag ' ||
           COALESCE(listed.tag_id, had.tag_id)
    FROM tagged_reviews AS listed
    FULL JOIN (
        SELECT r.id AS review_id, tag.id AS tag_id
        FROM reviews AS r
        CROSS JOIN LATERAL UNNEST(r.tag_ids) AS tag (id)
    ) AS had ON had.review_id = listed.review_id AND had.tag_id = listed.tag_id
    WHERE listed.review_id IS NULL OR had.review_id IS NULL
    LIMIT 100
)sql"};

constexpr Read kLikes{R"sql(
    SELECT 'review ' || r.id || ': likes ' || r.likes || ', votes ' || COALESCE(votes.count, 0)
    FROM reviews AS r
    LEFT JOIN (
        SELECT review_id, COUNT(*) AS count FROM review_likes GROUP BY review_id
    ) AS votes ON votes.review_id = r.id
    WHERE r.likes <> COALESCE(votes.count, 0)
    LIMIT 100
)sql"};

constexpr Read kReports{R"sql(
    SELECT 'review ' || r.id || ': open reports ' || r.open_reports || ', found ' || COALESCE(waiting.count, 0)
    FROM reviews AS r
    LEFT JOIN (
        SELECT review_id, COUNT(*) AS count FROM reports WHERE state = 'OPEN' GROUP BY review_id
    ) AS waiting ON waiting.review_id = r.id
    WHERE r.open_reports <> COALESCE(waiting.count, 0)
    LIMIT 100
)sql"};

constexpr Read kAnswers{R"sql(
    SELECT 'question ' || m.id || ': answers ' || m.answer_count || ', found ' || COALESCE(given.count, 0)
    FROM remarks AS m
    LEFT JOIN (
        SELECT question_id, COUNT(*) AS count
        FROM remarks
        WHERE kind = 'ANSWER' AND state = 'PUBLISHED'
        GROUP BY question_id
    ) AS given ON given.question_id = m.id
    WHERE m.kind = 'QUESTION' AND m.answer_count <> COALESCE(given.count, 0)
    LIMIT 100
)sql"};

constexpr Read kRemarks{R"sql(
    SELECT 'review ' || r.id
    FROM reviews AS r
    WHERE r.replied <> EXISTS (SELECT 1 FROM remarks AS m WHERE m.review_id = r.id AND m.kind = 'REPLY')
       OR r.followed_up <> EXISTS (SELECT 1 FROM remarks AS m WHERE m.review_id = r.id AND m.kind = 'FOLLOW_UP')
    LIMIT 100
)sql"};

constexpr Read kShape{R"sql(
    SELECT 'review ' || id
    FROM reviews
    WHERE picture_count <> CARDINALITY(picture_urls)
       OR picture_count <> CARDINALITY(picture_widths)
       OR picture_count <> CARDINALITY(picture_heights)
       OR (automatic AND (goods_stars <> 5 OR logistics_stars <> 5 OR service_stars <> 5 OR picture_count > 0))
       OR (state = 'HIDDEN') <> (hidden_reason <> '')
    LIMIT 100
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kProducts, "a product's rating is the sum of its published reviews"},
    {kShops, "a shop's rating is the sum of its published reviews"},
    {kTags, "a product's tags are those of its published reviews"},
    {kTagged, "the lists by tag hold the reviews that have it"},
    {kLikes, "a review has as many likes as people voted"},
    {kReports, "a review knows how many reports wait"},
    {kAnswers, "a question knows how many answers there are to read"},
    {kRemarks, "a review knows of its reply and its follow-up"},
    {kShape, "a review is of one piece"},
};

}  // namespace

Task<Result<void>> ReviewChecks::run(CallContext& context,
                                     diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

}  // namespace ecommerce::review
