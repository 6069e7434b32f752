// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/stock_store.h"

#include <algorithm>

#include "application/product/storage/product_columns.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kFindSkus{joined<R"sql(
    SELECT k.id, k.product_id, p.shop_id, p.category_id, p.name, k.option_values,
           COALESCE(k.picture, p.pictures -> 0)::TEXT, k.price_minor, p.currency_code, s.available,
           p.state = 'ON_SALE' AND p.deleted_at IS NULL AND k.removed_at IS NULL
           AND
)sql",
                                kShopSells, R"sql(
           , k.weight_grams
    FROM skus AS k
    JOIN products AS p ON p.id = k.product_id
    JOIN sku_stock AS s ON s.sku_id = k.id
    WHERE k.id = ANY($1)
    ORDER BY k.id
)sql">};

// Asked again, it is held longer: the sweeper must not take it from an order that is being made.
constexpr Write kClaimReservation{R"sql(
    INSERT INTO reservations (reservation_id, status, expires_at, created_at)
    VALUES ($1, 'OPEN', $2, $3)
    ON CONFLICT (reservation_id) DO UPDATE
    SET expires_at = GREATEST(reservations.expires_at, EXCLUDED.expires_at)
    RETURNING status, expires_at
)sql"};

constexpr Write kLockStock{R"sql(
    SELECT sku_id, on_hand, available, reserved
    FROM sku_stock
    WHERE sku_id = ANY($1)
    ORDER BY sku_id
    FOR UPDATE
)sql"};

constexpr Write kInsertLines{R"sql(
    INSERT INTO reservation_lines (reservation_id, sku_id, quantity, status)
    SELECT $1, l.sku_id, l.quantity, 'OPEN'
    FROM UNNEST($2::BIGINT[], $3::BIGINT[]) AS l (sku_id, quantity)
)sql"};

// $1 SKUs, $2 what is added to available, $3 to reserved, $4 to on hand.
constexpr Write kMoveStock{R"sql(
    UPDATE sku_stock AS s
    SET available = s.available + m.available, reserved = s.reserved + m.reserved, on_hand = s.on_hand + m.on_hand
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[]) AS m (sku_id, available, reserved, on_hand)
    WHERE s.sku_id = m.sku_id
)sql"};

// $1 SKUs, $2 kind, $3 on hand deltas, $4 reserved deltas, $5 on hand afterwards.
constexpr Write kRecord{R"sql(
    INSERT INTO stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                 user_id, reason, moved_at)
    SELECT m.sku_id, $2::INTEGER, m.on_hand_delta, m.reserved_delta, m.on_hand_after, $6, $7, $8, $9
    FROM UNNEST($1::BIGINT[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[])
        AS m (sku_id, on_hand_delta, reserved_delta, on_hand_after)
)sql"};

constexpr Write kLockReservation{R"sql(
    SELECT status, expires_at FROM reservations WHERE reservation_id = $1 FOR UPDATE
)sql"};

constexpr Read kLines{R"sql(
    SELECT sku_id, quantity, status FROM reservation_lines WHERE reservation_id = $1 ORDER BY sku_id
)sql"};

constexpr Write kEndLines{R"sql(
    UPDATE reservation_lines
    SET status = $3
    WHERE reservation_id = $1 AND sku_id = ANY($2) AND status = 'OPEN'
)sql"};

// The reservation follows its lines: open while any is, sold when any was.
constexpr Write kClose{Plan::each_time, R"sql(
    UPDATE reservations
    SET status = (
        SELECT CASE
            WHEN COUNT(*) FILTER (WHERE l.status = 'OPEN') > 0 THEN 'OPEN'
            WHEN COUNT(*) FILTER (WHERE l.status = 'SOLD') > 0 THEN 'SOLD'
            ELSE 'RELEASED'
        END
        FROM reservation_lines AS l
        WHERE l.reservation_id = $1
    )
    WHERE reservation_id = $1
)sql"};

constexpr Write kInsertStock{R"sql(
    INSERT INTO sku_stock (sku_id, on_hand, available, reserved) VALUES ($1, $2, $2, 0)
)sql"};

constexpr Write kAddSold{R"sql(
    UPDATE products AS p
    SET sold_count = p.sold_count + s.units
    FROM UNNEST($1::BIGINT[], $2::BIGINT[]) AS s (product_id, units)
    WHERE p.id = s.product_id
)sql"};

constexpr Read kBelongs{R"sql(
    SELECT 1
    FROM skus AS k
    JOIN products AS p ON p.id = k.product_id
    WHERE k.id = $1 AND p.shop_id = $2 AND p.deleted_at IS NULL
)sql"};

constexpr Read kMovements{Plan::each_time, R"sql(
    SELECT id, sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id, user_id, reason, moved_at
    FROM stock_movements
    WHERE sku_id = $1 AND id < $2
    ORDER BY id DESC
    LIMIT $3
)sql"};

constexpr Read kExpired{Plan::each_time, R"sql(
    SELECT expires_at, id, reservation_id
    FROM reservations
    WHERE status = 'OPEN' AND expires_at < $1 AND (expires_at, id) > ($2::TIMESTAMPTZ, $3::BIGINT)
    ORDER BY expires_at, id
    LIMIT $4
)sql"};

// Lines as the columns that statements take.
struct Columns {
    std::vector<std::int64_t> sku_ids;
    std::vector<std::int64_t> quantities;

    explicit Columns(const std::vector<StockLine>& lines) {
        for (const auto& line : lines) {
            sku_ids.push_back(line.sku_id);
            quantities.push_back(line.quantity);
        }
    }
    std::vector<std::int64_t> negated() const {
        std::vector<std::int64_t> values(quantities);
        for (auto& value : values) value = -value;
        return values;
    }
    std::vector<std::int64_t> zeros() const { return std::vector<std::int64_t>(quantities.size(), 0); }
};

std::vector<StockRow> read_stock(const postgres::Rows& rows) {
    std::vector<StockRow> stock;
    for (const auto& row : rows) {
        stock.push_back({.sku_id = row.get<std::int64_t>(0),
                         .on_hand = row.get<std::int64_t>(1),
                         .available = row.get<std::int64_t>(2),
                         .reserved = row.get<std::int64_t>(3)});
    }
    return stock;
}

StockStore::Reservation read_reservation(const postgres::Rows& rows, const postgres::Rows& lines) {
    StockStore::Reservation reservation{.status = rows.front().get<Hold>(0),
                                        .expires_at = rows.front().get<Timestamp>(1),
                                        .lines = {},
                                        .open_lines = {}};
    for (const auto& row : lines) {
        const StockLine line{.sku_id = row.get<std::int64_t>(0), .quantity = row.get<std::int64_t>(1)};
        reservation.lines.push_back(line);
        if (row.get<Hold>(2) == Hold::open) reservation.open_lines.push_back(line);
    }
    return reservation;
}

// On hand of each line's SKU, moved by `sign` times its quantity.
std::vector<std::int64_t> on_hand_after(const std::vector<StockLine>& lines,
                                        const std::vector<StockRow>& stock, int sign) {
    std::vector<std::int64_t> after;
    for (const auto& line : lines) {
        const auto row = std::ranges::find(stock, line.sku_id, &StockRow::sku_id);
        after.push_back(row->on_hand + sign * line.quantity);
    }
    return after;
}

int number(MoveKind kind) {
    return static_cast<int>(kind);
}

}  // namespace

Task<Result<std::vector<SkuRow>>> StockStore::find_skus(CallContext& context,
                                                        const std::vector<std::int64_t>& ids) const {
    auto rows = co_await database_.query(context, kFindSkus, ids);
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<SkuRow> skus;
    skus.reserve(rows->size());
    for (const auto& row : *rows) {
        skus.push_back({.sku_id = row.get<std::int64_t>(0),
                        .product_id = row.get<std::int64_t>(1),
                        .shop_id = row.get<std::int64_t>(2),
                        .category_id = row.get<std::int64_t>(3),
                        .product_name = row.get<std::string>(4),
                        .option_values = row.get<std::vector<std::string>>(5),
                        .picture_json = row.get<std::optional<std::string>>(6).value_or(""),
                        .price_minor = row.get<std::int64_t>(7),
                        .currency_code = row.get<std::string>(8),
                        .available = row.get<std::int64_t>(9),
                        .on_sale = row.get<bool>(10),
                        .weight_grams = row.get<std::int32_t>(11)});
    }
    co_return skus;
}

Task<Result<StockStore::Claimed>> StockStore::claim(postgres::Transaction& tx,
                                                    std::string_view reservation_id,
                                                    const std::vector<StockLine>& lines, Timestamp expires_at,
                                                    Timestamp now) const {
    const auto claimed = tx.queue(kClaimReservation, reservation_id, expires_at, now);
    const auto held = tx.queue(kLines, reservation_id);
    const auto stock = tx.queue(kLockStock, Columns(lines).sku_ids);
    co_await ok(tx.flush());
    co_return Claimed{.reservation = read_reservation(claimed.rows(), held.rows()),
                      .stock = read_stock(stock.rows())};
}

void StockStore::hold(postgres::Transaction& tx, std::string_view reservation_id,
                      const std::vector<StockLine>& lines, const std::vector<StockRow>& stock,
                      Timestamp now) const {
    const Columns columns(lines);
    tx.queue(kInsertLines, reservation_id, columns.sku_ids, columns.quantities);
    tx.queue(kMoveStock, columns.sku_ids, columns.negated(), columns.quantities, columns.zeros());
    tx.queue(kRecord, columns.sku_ids, number(MoveKind::reserve), columns.zeros(), columns.quantities,
             on_hand_after(lines, stock, 0), reservation_id, std::int64_t(0), "", now);
}

Task<Result<std::optional<StockStore::Reservation>>> StockStore::lock(postgres::Transaction& tx,
                                                                      std::string_view reservation_id) const {
    const auto locked = tx.queue(kLockReservation, reservation_id);
    const auto lines = tx.queue(kLines, reservation_id);
    co_await ok(tx.flush());
    if (locked.rows().empty()) co_return std::nullopt;
    co_return read_reservation(locked.rows(), lines.rows());
}

Task<Result<void>> StockStore::settle(postgres::Transaction& tx, std::string_view reservation_id,
                                      const std::vector<StockLine>& lines, Hold as, Timestamp now) const {
    const Columns columns(lines);
    auto rows = co_await tx.query(kLockStock, columns.sku_ids);
    if (!rows) co_return fail(std::move(rows.error()));
    const auto stock = read_stock(*rows);
    const bool sold = as == Hold::sold;
    tx.queue(kEndLines, reservation_id, columns.sku_ids, as);
    tx.queue(kMoveStock, columns.sku_ids, sold ? columns.zeros() : columns.quantities, columns.negated(),
             sold ? columns.negated() : columns.zeros());
    tx.queue(kRecord, columns.sku_ids, number(sold ? MoveKind::sale : MoveKind::release),
             sold ? columns.negated() : columns.zeros(), columns.negated(),
             on_hand_after(lines, stock, sold ? -1 : 0), reservation_id, std::int64_t(0), "", now);
    tx.queue(kClose, reservation_id);
    co_return Result<void>();
}

Task<Result<std::vector<StockRow>>> StockStore::lock_stock(postgres::Transaction& tx,
                                                           const std::vector<std::int64_t>& sku_ids) const {
    auto rows = co_await tx.query(kLockStock, sku_ids);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return read_stock(*rows);
}

void StockStore::adjust(postgres::Transaction& tx, const StockRow& before, std::int64_t delta,
                        std::int64_t user_id, std::string_view reason, Timestamp now) const {
    const std::vector<std::int64_t> sku{before.sku_id};
    const std::vector<std::int64_t> change{delta};
    const std::vector<std::int64_t> none{0};
    const std::vector<std::int64_t> after{before.on_hand + delta};
    tx.queue(kMoveStock, sku, change, none, change);
    tx.queue(kRecord, sku, number(MoveKind::adjustment), change, none, after, "", user_id, reason, now);
}

void StockStore::insert_initial(postgres::Transaction& tx, std::int64_t sku_id, std::int64_t units,
                                std::int64_t user_id, Timestamp now) const {
    const std::vector<std::int64_t> sku{sku_id};
    const std::vector<std::int64_t> count{units};
    const std::vector<std::int64_t> none{0};
    tx.queue(kInsertStock, sku_id, units);
    tx.queue(kRecord, sku, number(MoveKind::initial), count, none, count, "", user_id, "", now);
}

void StockStore::add_sold(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids,
                          const std::vector<std::int64_t>& units) const {
    tx.queue(kAddSold, product_ids, units);
}

Task<Result<bool>> StockStore::belongs(CallContext& context, std::int64_t sku_id,
                                       std::int64_t shop_id) const {
    auto rows = co_await database_.query(context, kBelongs, sku_id, shop_id);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return !rows->empty();
}

Task<Result<std::vector<Movement>>> StockStore::movements(CallContext& context, std::int64_t sku_id,
                                                          std::int64_t before_id, int limit) const {
    auto rows = co_await database_.query(context, kMovements, sku_id, before_id, std::int64_t(limit));
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<Movement> movements;
    for (const auto& row : *rows) {
        movements.push_back({.id = row.get<std::int64_t>(0),
                             .sku_id = row.get<std::int64_t>(1),
                             .kind = row.get<MoveKind>(2),
                             .on_hand_delta = row.get<std::int64_t>(3),
                             .reserved_delta = row.get<std::int64_t>(4),
                             .on_hand_after = row.get<std::int64_t>(5),
                             .reservation_id = row.get<std::string>(6),
                             .user_id = row.get<std::int64_t>(7),
                             .reason = row.get<std::string>(8),
                             .moved_at = row.get<Timestamp>(9)});
    }
    co_return movements;
}

Task<Result<std::vector<StockStore::Expired>>> StockStore::expired(CallContext& context, Timestamp now,
                                                                   const Expired& after, int limit) const {
    auto rows =
        co_await database_.query(context, kExpired, now, after.expires_at, after.id, std::int64_t(limit));
    if (!rows) co_return fail(std::move(rows.error()));
    std::vector<Expired> found;
    for (const auto& row : *rows) {
        found.push_back({.expires_at = row.get<Timestamp>(0),
                         .id = row.get<std::int64_t>(1),
                         .reservation_id = row.get<std::string>(2)});
    }
    co_return found;
}

}  // namespace ecommerce::product
