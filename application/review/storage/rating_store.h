// SPDX-License-Identifier: Apache-2.0
// What published reviews add up to: a row for each product and for each shop, and one for each tag of a product.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "application/review/domain/tally.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

struct RatingRow {
    std::int64_t id = 0;  // of the product, or of the shop
    Tally tally;
};

struct TagCountRow {
    std::int64_t tag_id = 0;
    std::int64_t reviews = 0;
};

// What one transaction changes.
class RatingChanges {
public:
    struct Counted {
        Tally tally;
        std::vector<std::int64_t> tag_ids;
    };
    void add(std::int64_t product_id, std::int64_t shop_id, const Counted& before, const Counted& after);

private:
    friend class RatingStore;
    using Key = std::pair<std::int64_t, std::int64_t>;
    std::map<Key, std::int64_t> tags_;  // by product and tag
    std::map<Key, Tally> products_;     // by product and shop
    std::map<std::int64_t, Tally> shops_;
};

// Stateless; any loop. Of closed shops' products and of closed shops there is nothing to read.
class RatingStore {
public:
    explicit RatingStore(postgres::Database& database) : database_(database) {}

    // Queues the changes, which come last in their transaction: many wait for a shop's row. Tags come first, then
    // products, then shops, each in the order of their ids, so that no two transactions wait for each other.
    void apply(postgres::Transaction& tx, const RatingChanges& changes) const;

    Task<Result<std::vector<RatingRow>>> of_products(CallContext& context,
                                                     const std::vector<std::int64_t>& ids) const;
    Task<Result<std::optional<RatingRow>>> of_shop(CallContext& context, std::int64_t shop_id) const;
    Task<Result<std::vector<TagCountRow>>> tags(CallContext& context, std::int64_t product_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::review
