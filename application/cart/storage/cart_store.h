// SPDX-License-Identifier: Apache-2.0
// Carts and their lines: every statement of the cart service. Writes take the cart's row first, so changes
// of one cart follow each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/money/money.h"
#include "framework/postgres/database.h"

namespace ecommerce::cart {

struct LineRow {
    std::int64_t id = 0;  // 0: not stored yet; later lines have larger ones
    std::int64_t sku_id = 0;
    std::int32_t quantity = 0;
    bool selected = true;
    std::int64_t added_price_minor = 0;
    std::string currency_code;
    Timestamp added_at;
    std::string product_name;  // as it was then; empty: not known

    Money added_price() const { return {added_price_minor, currency_code}; }
};

struct Counts {
    std::int64_t lines = 0;
    std::int64_t units = 0;
};

// Stateless; any loop.
class CartStore {
public:
    explicit CartStore(postgres::Database& database) : database_(database) {}

    // The latest line first; none for an owner without a cart.
    Task<Result<std::vector<LineRow>>> list(CallContext& context, std::string_view owner) const;
    Task<Result<Counts>> count(CallContext& context, std::string_view owner) const;

    // The cart's id, made when it is not there; holds its row until the transaction ends.
    Task<Result<std::int64_t>> lock(postgres::Transaction& tx, std::string_view owner, Timestamp now) const;
    // As lock(), for a cart that may not be there.
    Task<Result<std::optional<std::int64_t>>> lock_existing(postgres::Transaction& tx,
                                                            std::string_view owner) const;
    Task<Result<std::vector<LineRow>>> lines(postgres::Transaction& tx, std::int64_t cart_id) const;

    // Queues what puts the line's units on top of what the cart has of its SKU, up to `quantity_max`, and makes cart and
    // line where they are not there; the cart is held as by lock().
    struct Adding {
        postgres::Ticket added;
        postgres::Ticket lines;
    };
    Adding add(postgres::Transaction& tx, std::string_view owner, const LineRow& line,
               std::int64_t quantity_max, Timestamp now) const;
    struct Added {
        bool done = false;           // false: too many units, or too many lines; then nothing was changed
        std::vector<LineRow> lines;  // as they are now, the latest first
    };
    // What came of it, once it has been sent.
    Added read(const Adding& adding) const;
    void put(postgres::Transaction& tx, std::int64_t cart_id, const LineRow& line) const;
    // A line that was in the cart before, at its old place.
    void put_back(postgres::Transaction& tx, std::int64_t cart_id, const LineRow& line) const;
    void set_quantity(postgres::Transaction& tx, std::int64_t cart_id, std::int64_t sku_id,
                      int quantity) const;
    // An empty list means every line.
    void select(postgres::Transaction& tx, std::int64_t cart_id, const std::vector<std::int64_t>& sku_ids,
                bool selected) const;
    void remove(postgres::Transaction& tx, std::int64_t cart_id,
                const std::vector<std::int64_t>& sku_ids) const;
    void clear(postgres::Transaction& tx, std::int64_t cart_id) const;
    // Lines and cart.
    void drop(postgres::Transaction& tx, std::int64_t cart_id) const;

    // Guests' carts that nobody touched since `before`; at most `limit`. Gives how many went.
    Task<Result<std::int64_t>> drop_old_guests(CallContext& context, Timestamp before, int limit) const;
    // It reads every cart, so on a connection of its own.
    Task<Result<std::int64_t>> count_guests(CallContext& context) const;
    // For the doctor: lines without a cart.
    Task<Result<std::int64_t>> count_orphans(CallContext& context) const;
    // Units in all carts, for the metric. It reads every line, so on a connection of its own.
    Task<Result<std::int64_t>> count_units(CallContext& context) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::cart
