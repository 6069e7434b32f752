// SPDX-License-Identifier: Apache-2.0
// Stock, reservations and movements: their statements. Stock rows are always taken in the order of their
// SKUs, so that no two transactions wait for each other.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"
#include "framework/state/names.h"

namespace ecommerce::product {

// A reservation is OPEN, RELEASED or SOLD, its lines may be RETURNED besides: sold, and back in the stock.
enum class Hold : std::uint8_t { open, released, sold, returned };
constexpr auto names_of(Hold) {
    return std::to_array<Name<Hold>>({{Hold::open, "OPEN"},
                                      {Hold::released, "RELEASED"},
                                      {Hold::sold, "SOLD"},
                                      {Hold::returned, "RETURNED"}});
}

// The numbers are those of the contract's StockMoveKind, and stored.
enum class MoveKind : std::int16_t {
    initial = 1,
    adjustment = 2,
    reserve = 3,
    release = 4,
    sale = 5,
    giveback = 6  // of what was sold
};

struct StockLine {
    std::int64_t sku_id = 0;
    std::int64_t quantity = 0;
    bool operator==(const StockLine&) const = default;
};

struct StockRow {
    std::int64_t sku_id = 0;
    std::int64_t on_hand = 0;
    std::int64_t available = 0;
    std::int64_t reserved = 0;
};

struct Movement {
    std::int64_t id = 0;
    std::int64_t sku_id = 0;
    MoveKind kind = MoveKind::adjustment;
    std::int64_t on_hand_delta = 0;
    std::int64_t reserved_delta = 0;
    std::int64_t on_hand_after = 0;
    std::string reservation_id;
    std::int64_t user_id = 0;
    std::string reason;
    Timestamp moved_at;
};

// Stateless; any loop. What takes a transaction works inside it.
class StockStore {
public:
    explicit StockStore(postgres::Database& database) : database_(database) {}

    struct Reservation {
        Hold status = Hold::open;
        Timestamp expires_at;
        std::vector<StockLine> lines;       // all of them, by sku_id
        std::vector<StockLine> open_lines;  // by sku_id
        std::vector<StockLine> sold_lines;  // by sku_id; not those that were returned
    };
    // What one round trip found, all of it locked, the reservation before the stock as everywhere. A new
    // reservation has no lines yet.
    struct Claimed {
        Reservation reservation;
        std::vector<StockRow> stock;             // by sku_id
        std::vector<std::int64_t> not_for_sale;  // of these SKUs
    };
    // `lines` ascend by SKU, one for each.
    Task<Result<Claimed>> claim(postgres::Transaction& tx, std::string_view reservation_id,
                                const std::vector<StockLine>& lines, Timestamp expires_at,
                                Timestamp now) const;
    // Products that are offered otherwise: some article of them came into stock or ran out.
    using Turned = std::vector<std::int64_t>;
    // Writes the lines, takes the units and records it; queued, unless something runs out.
    Task<Result<Turned>> hold(postgres::Transaction& tx, std::string_view reservation_id,
                              const std::vector<StockLine>& lines, const std::vector<StockRow>& stock,
                              Timestamp now) const;

    // Locks the reservation; nothing when there is none.
    Task<Result<std::optional<Reservation>>> lock(postgres::Transaction& tx,
                                                  std::string_view reservation_id) const;
    // The same of many, by their ids; without those that are not there.
    using Reservations = std::map<std::string, Reservation, std::less<>>;
    Task<Result<Reservations>> lock_all(postgres::Transaction& tx,
                                        const std::vector<std::string>& reservation_ids) const;
    struct Ending {
        std::string_view reservation_id;
        StockLine line;
    };
    // Ends these open lines as released or sold, or these sold ones as returned; moves their stock, records it,
    // and closes the reservations that have no open line any more (as sold when any line was sold).
    Task<Result<Turned>> settle(postgres::Transaction& tx, const std::vector<Ending>& endings, Hold as,
                                Timestamp now) const;

    Task<Result<std::vector<StockRow>>> lock_stock(postgres::Transaction& tx,
                                                   const std::vector<std::int64_t>& sku_ids) const;
    // Adds to what is on hand; the row is locked and the result is known to be right.
    Task<Result<Turned>> adjust(postgres::Transaction& tx, const StockRow& before, std::int64_t delta,
                                std::int64_t user_id, std::string_view reason, Timestamp now) const;
    // What this person wrote about adjustments.
    void erase_reasons(postgres::Transaction& tx, std::int64_t user_id) const;
    void insert_initial(postgres::Transaction& tx, std::int64_t sku_id, std::int64_t units,
                        std::int64_t user_id, Timestamp now) const;
    void add_sold(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids,
                  const std::vector<std::int64_t>& units) const;

    // Whether the SKU belongs to the shop.
    Task<Result<bool>> belongs(CallContext& context, std::int64_t sku_id, std::int64_t shop_id) const;
    // The latest first.
    Task<Result<std::vector<Movement>>> movements(CallContext& context, std::int64_t sku_id,
                                                  std::int64_t before_id, int limit) const;
    // Open reservations past their time, the oldest first, behind one of them: {} begins at the oldest.
    struct Expired {
        Timestamp expires_at;
        std::int64_t id = 0;
        std::string reservation_id;
    };
    Task<Result<std::vector<Expired>>> expired(CallContext& context, Timestamp now, const Expired& after,
                                               int limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
