// SPDX-License-Identifier: Apache-2.0
// Products that have to be looked at: the table `changes`; and the walk through all of them: the table `walks`.
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
    std::int64_t marks = 0;  // how often it was marked before
};

struct Walk {
    std::int64_t run = 0;
    std::int64_t finished_run = 0;
    std::int64_t after_id = 0;
    std::int64_t products = 0;
    std::int32_t analyser = 0;  // the version of the analysis that the latest finished run went by
    std::optional<Timestamp> finished_at;
    std::string engine;  // for which the latest one is
};

// Stateless; any loop.
class ChangeStore {
public:
    explicit ChangeStore(postgres::Database& database) : database_(database) {}

    // Inside a transaction. Marked again, a product is looked at again, also while a look is under way.
    void mark(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids, Hurry hurry,
              Timestamp due) const;
    // All that can be found in a category or below it.
    void mark_category(postgres::Transaction& tx, std::int64_t category_id, Timestamp due) const;
    // What can be found of the ids from one, excluded, to another, included, but for `product_ids`.
    void mark_others(postgres::Transaction& tx, std::int64_t after_id, std::int64_t to_id,
                     const std::vector<std::int64_t>& product_ids, Timestamp due) const;

    // At most `limit`, for others from `until` on only.
    Task<Result<std::vector<Look>>> claim(CallContext& context, Timestamp now, Timestamp until,
                                          std::int64_t limit) const;
    // Those that were not marked again meanwhile.
    Task<Result<void>> finish(CallContext& context, const std::vector<Look>& looks) const;
    struct Waiting {
        std::int64_t changes = 0;  // counted up to a thousand
        std::int64_t bulk = 0;     // the same
    };
    Task<Result<Waiting>> waiting(CallContext& context) const;

    // Nothing before the first.
    Task<Result<std::optional<Walk>>> walk(CallContext& context) const;
    // From the beginning; its number. `engine` says for whom.
    Task<Result<std::int64_t>> begin_walk(CallContext& context, std::string_view engine) const;
    // False when somebody else went on from there, or another walk has begun.
    Task<Result<bool>> go_on(postgres::Transaction& tx, const Walk& from, std::int64_t after_id,
                             std::int64_t products) const;
    Task<Result<void>> finish_walk(CallContext& context, std::int64_t run, std::int32_t analyser,
                                   Timestamp now) const;
    // Whether something that was on sale when the walk began has not been looked at since.
    Task<Result<bool>> has_unseen(CallContext& context) const;
    // Products that can be found.
    Task<Result<std::int64_t>> documents(CallContext& context) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
