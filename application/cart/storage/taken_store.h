// SPDX-License-Identifier: Apache-2.0
// Lines that checkouts took out of carts. A line is in its cart or taken by one checkout, never both: it moves
// in one statement.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/cart/storage/cart_store.h"

namespace ecommerce::cart {

// What a checkout has of a cart.
struct TakenRow {
    std::int64_t sku_id = 0;
    std::int32_t quantity = 0;
    bool again = false;  // an earlier call of the same checkout took it
};

struct TakerRow {
    std::string owner;
    std::string checkout_id;
};

// Stateless; any loop.
class TakenStore {
public:
    explicit TakenStore(postgres::Database& database) : database_(database) {}

    // Moves the ticked lines of the owner's cart to the checkout, or tells those that it has already. Of two
    // checkouts at once the second finds none. One round trip.
    Task<Result<std::vector<TakenRow>>> take(CallContext& context, std::string_view owner,
                                             std::string_view checkout_id, Timestamp now) const;

    // The lines of a checkout, which are nobody's then; only those taken before a time, if it is given.
    Task<Result<std::vector<LineRow>>> give_up(postgres::Transaction& tx, std::string_view owner,
                                               std::string_view checkout_id,
                                               std::optional<Timestamp> before) const;
    // The lines of a checkout are bought; it may have none.
    Task<Result<void>> forget(CallContext& context, std::string_view owner,
                              std::string_view checkout_id) const;
    // Of every checkout of the owner.
    void forget_all(postgres::Transaction& tx, std::string_view owner) const;

    // Checkouts that took lines before that time and did not settle them; at most `limit`, the oldest first.
    Task<Result<std::vector<TakerRow>>> unsettled(CallContext& context, Timestamp before, int limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::cart
