// SPDX-License-Identifier: Apache-2.0
// What orders are found by: the tables `order_documents` and `forgotten_shops`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/domain/order_document.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// What was heard of an order: its number, and the status that it came to.
struct HeardOrder {
    std::string order_no;
    std::int32_t status = 0;
};

// Which orders a search goes over. A buyer's or a shop's or, with neither, all.
struct OrderWish {
    std::optional<std::int64_t> user_id;
    std::optional<std::int64_t> shop_id;
    std::optional<std::string> terms;  // a TSQUERY; nothing: all
    std::string number;                // begins so; empty: any
    std::optional<std::vector<std::int32_t>> statuses;
    std::optional<Timestamp> from;
    std::optional<Timestamp> before;  // excluded
    std::int64_t before_id = 0;
    std::int64_t limit = 0;
};

struct OrderHit {
    std::int64_t order_id = 0;
    std::string order_no;
};

// Stateless; any loop.
class OrderStore {
public:
    explicit OrderStore(postgres::Database& database) : database_(database) {}

    // New ones are to be read; known ones keep the higher status. Each number once.
    void hear(postgres::Transaction& tx, const std::vector<HeardOrder>& orders, Timestamp due) const;
    // Nothing says any more whose orders these were.
    void forget_buyer(postgres::Transaction& tx, std::int64_t user_id) const;
    // Once more for those that came in while accounts were being forgotten since then.
    Task<Result<void>> forget_late(CallContext& context, Timestamp since) const;
    // The name of a shop is written no more.
    void forget_shop(postgres::Transaction& tx, std::int64_t shop_id, Timestamp now) const;
    Task<Result<std::vector<std::int64_t>>> forgotten_shops(CallContext& context) const;
    // At most `most` of a shop's orders above this id. The last of them; nothing at the end.
    Task<Result<std::optional<std::int64_t>>> mark_shop(postgres::Transaction& tx, std::int64_t shop_id,
                                                        std::int64_t after_id, std::int64_t most,
                                                        Timestamp due) const;

    // At most `limit` of those to be read, for others from `until` on only.
    Task<Result<std::vector<std::string>>> claim(CallContext& context, Timestamp now, Timestamp until,
                                                 std::int64_t limit) const;
    // As they were read. Known ones keep the higher status; nothing says whose a forgotten person's are.
    void put(postgres::Transaction& tx, const std::vector<FoundOrder>& orders) const;
    // Which the order service does not know.
    void remove(postgres::Transaction& tx, const std::vector<std::string>& order_nos) const;
    Task<Result<std::int64_t>> waiting(CallContext& context) const;  // counted up to a thousand

    // The latest first.
    Task<Result<std::vector<OrderHit>>> search(CallContext& context, const OrderWish& wish) const;
    // Those of these numbers that can be found, as they are kept.
    Task<Result<std::vector<HeardOrder>>> known(CallContext& context,
                                                const std::vector<std::string>& order_nos) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
