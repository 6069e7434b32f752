// SPDX-License-Identifier: Apache-2.0
// Products that have to be looked at: the table `changes`.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

enum class Hurry : std::uint8_t { now, after_all_others };

// A product to look at, under the ticket of this look.
struct Look {
    std::int64_t product_id = 0;
    std::int64_t ticket = 0;
    std::int64_t marks = 0;    // how often it was marked before
    bool rating_only = false;  // all but the rating was read
};

// Stateless; any loop.
class ChangeStore {
public:
    explicit ChangeStore(postgres::Database& database) : database_(database) {}

    // Inside a transaction. Marked again, a product is looked at again, also while a look is under way.
    void mark(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids, Hurry hurry,
              Timestamp due) const;
    // What can be found in a category or below it, of at most `most` products with higher ids. The last of these, or
    // nothing at the end.
    Task<Result<std::optional<std::int64_t>>> mark_category(postgres::Transaction& tx,
                                                            std::int64_t category_id, std::int64_t after_id,
                                                            std::int64_t most, Timestamp due) const;
    // At most `most` of a shop's products with higher ids that can be found. The last of these, or nothing at the end.
    Task<Result<std::optional<std::int64_t>>> mark_shop(postgres::Transaction& tx, std::int64_t shop_id,
                                                        std::int64_t after_id, std::int64_t most,
                                                        Timestamp due) const;
    // What can be found of the ids from one, excluded, to another, included, but for `product_ids`.
    void mark_others(postgres::Transaction& tx, std::int64_t after_id, std::int64_t to_id,
                     const std::vector<std::int64_t>& product_ids, Timestamp due) const;

    // At most `limit`, for others from `until` on only.
    Task<Result<std::vector<Look>>> claim(CallContext& context, Timestamp now, Timestamp until,
                                          std::int64_t limit) const;
    // Those that were not marked again meanwhile.
    Task<Result<void>> finish(CallContext& context, const std::vector<Look>& looks) const;
    // Likewise: they wait for their ratings, and for nothing else.
    Task<Result<void>> defer(CallContext& context, const std::vector<Look>& looks, Timestamp due) const;
    // Not counting those that only wait for ratings.
    struct Waiting {
        std::int64_t changes = 0;  // counted up to a thousand
        std::int64_t bulk = 0;     // the same
    };
    Task<Result<Waiting>> waiting(CallContext& context) const;

    // Whether something that was on sale when the walk of products began has not been looked at since.
    Task<Result<bool>> has_unseen(CallContext& context) const;
    // Products that can be found.
    Task<Result<std::int64_t>> documents(CallContext& context) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
