// SPDX-License-Identifier: Apache-2.0
// Reading reviews: one of them, and the lists. Each list is read from an index in its order.
#pragma once

#include <limits>

#include "application/review/storage/review_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

enum class Sort : std::uint8_t { helpful, newest, rating };

// What a list of a product shows: what fits all of these.
struct ProductFilter {
    bool with_pictures = false;
    std::optional<std::int64_t> stars = {};
    std::optional<std::int64_t> sku_id = {};
    std::optional<std::int64_t> tag_id = {};
};
// Where a page begins: behind this row. Lists use what they are sorted by, and the id.
struct After {
    std::int64_t id = std::numeric_limits<std::int64_t>::max();
    std::int64_t stars = std::numeric_limits<std::int64_t>::max();
    std::int64_t likes = std::numeric_limits<std::int64_t>::max();
    Timestamp at = kLatest;

    static constexpr Timestamp kLatest = Timestamp(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));
};

// What a review is sorted by.
struct ReviewPlace {
    std::int64_t id = 0;
    std::int64_t stars = 0;
    std::int64_t likes = 0;
    Timestamp at = {};
};

// Stateless; any loop. In lists for everybody, what is of closed shops is left out.
class ReviewReader {
public:
    explicit ReviewReader(postgres::Database& database) : database_(database) {}
    using Found = Task<Result<std::optional<ReviewRow>>>;
    using Many = Task<Result<std::vector<ReviewRow>>>;

    Found find(CallContext& context, std::int64_t id) const;
    struct OfProduct {
        std::vector<ReviewRow> rows;
        // The last one that was looked at, where that is not the list's end but enough for once.
        std::optional<ReviewPlace> stopped_at = {};
    };
    // One filter has an index for most sorts. All else walks along an index of the product and leaves out what does not
    // fit, a few thousand at most.
    Task<Result<OfProduct>> of_product(CallContext& context, std::int64_t product_id,
                                       const ProductFilter& filter, Sort sort, const After& after,
                                       int limit) const;
    // What the person wrote; what the person may write.
    Many of_author(CallContext& context, std::int64_t user_id, std::int64_t before_id, int limit) const;
    Many awaited(CallContext& context, std::int64_t user_id, std::int64_t before_id, int limit) const;
    struct ShopFilter {
        std::int64_t shop_id = 0;
        std::optional<std::int64_t> stars = {};
        bool unreplied = false;
    };
    Many of_shop(CallContext& context, const ShopFilter& filter, const After& after, int limit) const;
    // In a state that waits for administrators, the longest waiting first; `after.at` begins at the epoch.
    Many held(CallContext& context, const After& after, int limit) const;
    Many hidden(CallContext& context, const After& after, int limit) const;

    // Whether the person has received the product once.
    Task<Result<bool>> has_received(CallContext& context, std::int64_t user_id,
                                    std::int64_t product_id) const;
    // Those of `ids` that the person finds helpful.
    Task<Result<std::vector<std::int64_t>>> liked(CallContext& context, std::int64_t user_id,
                                                  const std::vector<std::int64_t>& ids) const;

private:
    Task<Result<OfProduct>> walk(CallContext& context, std::int64_t product_id, const ProductFilter& filter,
                                 Sort sort, After after, int limit) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::review
