// SPDX-License-Identifier: Apache-2.0
// Reading reviews: one of them, and the lists. Each list is read from an index in its order.
#pragma once

#include <limits>

#include "application/review/storage/review_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

enum class Sort : std::uint8_t { helpful, newest, rating };

// What a list of a product shows: at most one of these.
struct ProductFilter {
    bool with_pictures = false;
    std::optional<std::int64_t> stars = {};
    std::optional<std::int64_t> sku_id = {};
    std::optional<std::int64_t> tag_id = {};
};
// Whether there is an index for it.
bool is_offered(const ProductFilter& filter, Sort sort);

// Where a page begins: behind this row. Lists use what they are sorted by, and the id.
struct After {
    std::int64_t id = std::numeric_limits<std::int64_t>::max();
    std::int64_t stars = std::numeric_limits<std::int64_t>::max();
    std::int64_t likes = std::numeric_limits<std::int64_t>::max();
    Timestamp at = kLatest;

    static constexpr Timestamp kLatest = Timestamp(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));
};

// Stateless; any loop. In lists for everybody, what is of closed shops is left out.
class ReviewReader {
public:
    explicit ReviewReader(postgres::Database& database) : database_(database) {}
    using Found = Task<Result<std::optional<ReviewRow>>>;
    using Many = Task<Result<std::vector<ReviewRow>>>;

    Found find(CallContext& context, std::int64_t id) const;
    Many of_product(CallContext& context, std::int64_t product_id, const ProductFilter& filter, Sort sort,
                    const After& after, int limit) const;
    // What the person wrote; what the person may write.
    Many of_author(CallContext& context, std::int64_t user_id, std::int64_t before_id, int limit) const;
    Many awaited(CallContext& context, std::int64_t user_id, std::int64_t before_id, int limit) const;
    struct ShopFilter {
        std::int64_t shop_id = 0;
        std::optional<std::int64_t> stars = {};
        bool unreplied = false;  // without stars
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
    postgres::Database& database_;
};

}  // namespace ecommerce::review
