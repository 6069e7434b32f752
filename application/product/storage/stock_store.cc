// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/stock_store.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "application/product/storage/product_columns.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::joined;
using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

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

// The same for who wants to buy.
constexpr Write kLockOffers{joined<R"sql(
    SELECT s.sku_id, s.on_hand, s.available, s.reserved, )sql",
                                   kForSale, R"sql(
        AND k.removed_at IS NULL AS for_sale
    FROM sku_stock AS s
    JOIN skus AS k ON k.id = s.sku_id
    JOIN products AS p ON p.id = k.product_id
    WHERE s.sku_id = ANY($1)
    ORDER BY s.sku_id
    FOR UPDATE OF s
)sql">};

// The lines of a reservation, their units and what is recorded of them; the stock is locked. $4 kind.
constexpr Write kHold{R"sql(
    WITH line AS (
        INSERT INTO reservation_lines (reservation_id, sku_id, quantity, status)
        SELECT $1, l.sku_id, l.quantity, 'OPEN'
        FROM UNNEST($2::BIGINT[], $3::BIGINT[]) AS l (sku_id, quantity)
        RETURNING sku_id, quantity
    ), moved AS (
        UPDATE sku_stock AS s
        SET available = s.available - line.quantity, reserved = s.reserved + line.quantity
        FROM line
        WHERE s.sku_id = line.sku_id
        RETURNING s.sku_id, s.on_hand, line.quantity
    )
    INSERT INTO stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                 user_id, reason, moved_at)
    SELECT moved.sku_id, $4::INTEGER, 0, moved.quantity, moved.on_hand, $1, 0, '', $5
    FROM moved
)sql"};

constexpr Write kAdjust{R"sql(
    UPDATE sku_stock
    SET available = available + $2, on_hand = on_hand + $2
    WHERE sku_id = $1
)sql"};

// The products of SKUs that came into stock or went out of it. They are locked before the next statement looks, so that
// of two who change one product the second sees what the first did.
constexpr Write kLockProducts{R"sql(
    SELECT id FROM products
    WHERE id IN (SELECT product_id FROM skus WHERE id = ANY($1))
    ORDER BY id
    FOR UPDATE
)sql"};

// Of the few SKUs of those products.
constexpr Write kRefreshOffers{
    Plan::once, joined<R"sql(UPDATE products )sql", kOfferBegin,
                       R"sql( IN (SELECT product_id FROM skus WHERE id = ANY($1)))sql", kOfferEnd>};

constexpr Write kFollowOffers{R"sql(
    UPDATE listings AS l
    SET price_minor = p.price_minor, in_stock = p.in_stock
    FROM products AS p
    WHERE p.id IN (SELECT product_id FROM skus WHERE id = ANY($1)) AND l.product_id = p.id
      AND (l.price_minor <> p.price_minor OR l.in_stock <> p.in_stock)
)sql"};

// What a person did with one SKU's stock.
constexpr Write kRecord{R"sql(
    INSERT INTO stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                 user_id, reason, moved_at)
    VALUES ($1, $2, $3, 0, $4, '', $5, $6, $7)
)sql"};

constexpr Write kEraseReasons{R"sql(
    UPDATE stock_movements
    SET reason = ''
    WHERE user_id = $1 AND reason <> ''
)sql"};

constexpr Write kLockReservation{R"sql(
    SELECT status, expires_at FROM reservations WHERE reservation_id = $1 FOR UPDATE
)sql"};

constexpr Read kLines{R"sql(
    SELECT sku_id, quantity, status FROM reservation_lines WHERE reservation_id = $1 ORDER BY sku_id
)sql"};

constexpr Write kLockReservations{R"sql(
    SELECT status, expires_at, reservation_id
    FROM reservations
    WHERE reservation_id = ANY($1)
    ORDER BY id
    FOR UPDATE
)sql"};

constexpr Read kLinesOfAll{R"sql(
    SELECT sku_id, quantity, status, reservation_id
    FROM reservation_lines
    WHERE reservation_id = ANY($1)
    ORDER BY reservation_id, sku_id
)sql"};

// Lines end, their SKUs' rows are taken in one order and changed once each, it is recorded, and the reservations, which
// are locked, follow their lines: open while any is, sold when any was. $1 reservations and $2 SKUs of the lines, $3 what
// they become, $4 what they are; $5 kind; a unit adds $6 to available, $7 to reserved, $8 to on hand. Few rows by their
// keys, whatever the values.
constexpr Write kSettle{Plan::once, R"sql(
    WITH ended AS (
        UPDATE reservation_lines AS l
        SET status = $3
        FROM UNNEST($1::TEXT[], $2::BIGINT[]) AS ending (reservation_id, sku_id)
        WHERE l.reservation_id = ending.reservation_id AND l.sku_id = ending.sku_id AND l.status = $4
        RETURNING l.reservation_id, l.sku_id, l.quantity
    ), held AS MATERIALIZED (
        SELECT sku_id FROM sku_stock WHERE sku_id = ANY($2) ORDER BY sku_id FOR UPDATE
    ), moved AS (
        UPDATE sku_stock AS s
        SET available = s.available + $6::BIGINT * m.units, reserved = s.reserved + $7::BIGINT * m.units,
            on_hand = s.on_hand + $8::BIGINT * m.units
        FROM (SELECT sku_id, SUM(quantity)::BIGINT AS units FROM ended GROUP BY sku_id) AS m
        JOIN held ON held.sku_id = m.sku_id
        WHERE s.sku_id = m.sku_id
        RETURNING s.sku_id, s.on_hand, s.available, m.units
    ), recorded AS (
        INSERT INTO stock_movements (sku_id, kind, on_hand_delta, reserved_delta, on_hand_after, reservation_id,
                                     user_id, reason, moved_at)
        SELECT ended.sku_id, $5::INTEGER, $8::BIGINT * ended.quantity, $7::BIGINT * ended.quantity,
               moved.on_hand - $8::BIGINT * (moved.units - SUM(ended.quantity) OVER (
                   PARTITION BY ended.sku_id
                   ORDER BY ended.reservation_id
               )::BIGINT),
               ended.reservation_id, 0, '', $9
        FROM ended
        JOIN moved ON moved.sku_id = ended.sku_id
        ORDER BY ended.sku_id, ended.reservation_id
    ), closed AS (
        UPDATE reservations AS r
        SET status = CASE WHEN lines.open THEN 'OPEN' WHEN lines.sold THEN 'SOLD' ELSE 'RELEASED' END
        FROM (
            SELECT l.reservation_id, BOOL_OR(l.status = 'OPEN' AND ended.sku_id IS NULL) AS open,
                   BOOL_OR(l.status IN ('SOLD', 'RETURNED') OR (ended.sku_id IS NOT NULL AND $3 = 'SOLD')) AS sold
            FROM reservation_lines AS l
            LEFT JOIN ended ON ended.reservation_id = l.reservation_id AND ended.sku_id = l.sku_id
            WHERE l.reservation_id = ANY($1)
            GROUP BY l.reservation_id
        ) AS lines
        WHERE r.reservation_id = lines.reservation_id
    )
    SELECT sku_id, available, units FROM moved
)sql"};
struct MovedRow {
    std::int64_t sku_id;
    std::int64_t available;  // afterwards
    std::int64_t units;
};

constexpr Write kInsertStock{R"sql(
    INSERT INTO sku_stock (sku_id, on_hand, available, reserved) VALUES ($1, $2, $2, 0)
)sql"};

constexpr Write kAddSold{R"sql(
    UPDATE listings AS p
    SET sold_count = p.sold_count + s.units
    FROM UNNEST($1::BIGINT[], $2::BIGINT[]) AS s (product_id, units)
    WHERE p.product_id = s.product_id
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

// A batch along an index: what has run out is not to wait behind visitors' lists.
constexpr Read kExpired{Plan::each_time, Lane::keys, R"sql(
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
};

struct ReservationRow {
    Hold status;
    Timestamp expires_at;
};

struct LineRow {
    std::int64_t sku_id;
    std::int64_t quantity;
    Hold status;
};

void add_line(StockStore::Reservation& reservation, const LineRow& line) {
    reservation.lines.push_back({.sku_id = line.sku_id, .quantity = line.quantity});
    if (line.status == Hold::open) reservation.open_lines.push_back(reservation.lines.back());
    if (line.status == Hold::sold) reservation.sold_lines.push_back(reservation.lines.back());
}

StockStore::Reservation read_reservation(const postgres::Rows& rows, const postgres::Rows& lines) {
    const auto row = rows.front().to<ReservationRow>();
    StockStore::Reservation reservation{
        .status = row.status, .expires_at = row.expires_at, .lines = {}, .open_lines = {}, .sold_lines = {}};
    for (const auto& line : lines.to<LineRow>()) add_line(reservation, line);
    return reservation;
}

struct NamedReservation {
    ReservationRow row;
    std::string reservation_id;
};

struct NamedLine {
    LineRow line;
    std::string reservation_id;
};

struct Offer {
    StockRow stock;
    bool for_sale;
};

StockStore::Claimed read_claimed(const postgres::Rows& reservation, const postgres::Rows& lines,
                                 const postgres::Rows& offers) {
    StockStore::Claimed claimed{
        .reservation = read_reservation(reservation, lines), .stock = {}, .not_for_sale = {}};
    for (const auto& offer : offers.to<Offer>()) {
        claimed.stock.push_back(offer.stock);
        if (!offer.for_sale) claimed.not_for_sale.push_back(offer.stock.sku_id);
    }
    return claimed;
}

// Of the lines' SKUs, those of which the last unit goes.
std::vector<std::int64_t> sold_out(const std::vector<StockLine>& lines, const std::vector<StockRow>& stock) {
    std::vector<std::int64_t> sku_ids;
    for (const auto& line : lines) {
        const auto row = std::ranges::find(stock, line.sku_id, &StockRow::sku_id);
        if (row->available != 0 && row->available == line.quantity) sku_ids.push_back(line.sku_id);
    }
    return sku_ids;
}

// The products of these SKUs.
Task<Result<StockStore::Turned>> refresh_offers(postgres::Transaction& tx,
                                                std::vector<std::int64_t> sku_ids) {
    if (sku_ids.empty()) co_return StockStore::Turned();
    const auto locked = co_await ok(tx.query(kLockProducts, sku_ids));
    tx.queue(kRefreshOffers, sku_ids);
    tx.queue(kFollowOffers, sku_ids);
    co_return locked.to<std::int64_t>();
}

int number(MoveKind kind) {
    return static_cast<int>(kind);
}

// What the end of a line means for its units: each number times the quantity.
struct Settlement {
    Hold from;
    MoveKind kind;
    int available;
    int reserved;
    int on_hand;
};

Settlement settlement_of(Hold as) {
    switch (as) {
    case Hold::released: return {Hold::open, MoveKind::release, 1, -1, 0};
    case Hold::sold: return {Hold::open, MoveKind::sale, 0, -1, -1};
    case Hold::returned: return {Hold::sold, MoveKind::giveback, 1, 0, 1};
    case Hold::open: break;
    }
    throw std::logic_error("no line ends open");
}

}  // namespace

Task<Result<StockStore::Claimed>> StockStore::claim(postgres::Transaction& tx,
                                                    std::string_view reservation_id,
                                                    const std::vector<StockLine>& lines, Timestamp expires_at,
                                                    Timestamp now) const {
    const auto claimed = tx.queue(kClaimReservation, reservation_id, expires_at, now);
    const auto held = tx.queue(kLines, reservation_id);
    const auto offers = tx.queue(kLockOffers, Columns(lines).sku_ids);
    co_await ok(tx.flush());
    co_return read_claimed(claimed.rows(), held.rows(), offers.rows());
}

Task<Result<StockStore::Turned>> StockStore::hold(postgres::Transaction& tx, std::string_view reservation_id,
                                                  const std::vector<StockLine>& lines,
                                                  const std::vector<StockRow>& stock, Timestamp now) const {
    const Columns columns(lines);
    tx.queue(kHold, reservation_id, columns.sku_ids, columns.quantities, number(MoveKind::reserve), now);
    co_return co_await refresh_offers(tx, sold_out(lines, stock));
}

Task<Result<std::optional<StockStore::Reservation>>> StockStore::lock(postgres::Transaction& tx,
                                                                      std::string_view reservation_id) const {
    const auto locked = tx.queue(kLockReservation, reservation_id);
    const auto lines = tx.queue(kLines, reservation_id);
    co_await ok(tx.flush());
    if (locked.rows().empty()) co_return std::nullopt;
    co_return read_reservation(locked.rows(), lines.rows());
}

Task<Result<StockStore::Reservations>> StockStore::lock_all(
    postgres::Transaction& tx, const std::vector<std::string>& reservation_ids) const {
    const auto locked = tx.queue(kLockReservations, reservation_ids);
    const auto lines = tx.queue(kLinesOfAll, reservation_ids);
    co_await ok(tx.flush());
    Reservations reservations;
    for (auto& [row, id] : locked.rows().to<NamedReservation>()) {
        reservations.emplace(std::move(id), Reservation{.status = row.status,
                                                        .expires_at = row.expires_at,
                                                        .lines = {},
                                                        .open_lines = {},
                                                        .sold_lines = {}});
    }
    for (const auto& [line, id] : lines.rows().to<NamedLine>()) {
        const auto found = reservations.find(id);
        if (found != reservations.end()) add_line(found->second, line);
    }
    co_return reservations;
}

Task<Result<StockStore::Turned>> StockStore::settle(postgres::Transaction& tx,
                                                    const std::vector<Ending>& endings, Hold as,
                                                    Timestamp now) const {
    const auto end = settlement_of(as);
    const auto sku_id = [](const Ending& ending) { return ending.line.sku_id; };
    const auto moved = tx.queue(kSettle, postgres::columns(endings, &Ending::reservation_id, sku_id), as,
                                end.from, number(end.kind), end.available, end.reserved, end.on_hand, now);
    if (end.available == 0) co_return Turned();
    co_await ok(tx.flush());
    std::vector<std::int64_t> shown;  // of which the first unit came
    for (const auto& row : moved.rows().to<MovedRow>()) {
        if (row.available == end.available * row.units) shown.push_back(row.sku_id);
    }
    co_return co_await refresh_offers(tx, std::move(shown));
}

Task<Result<std::vector<StockRow>>> StockStore::lock_stock(postgres::Transaction& tx,
                                                           const std::vector<std::int64_t>& sku_ids) const {
    const auto rows = co_await ok(tx.query(kLockStock, sku_ids));
    co_return rows.to<StockRow>();
}

Task<Result<StockStore::Turned>> StockStore::adjust(postgres::Transaction& tx, const StockRow& before,
                                                    std::int64_t delta, std::int64_t user_id,
                                                    std::string_view reason, Timestamp now) const {
    tx.queue(kAdjust, before.sku_id, delta);
    tx.queue(kRecord, before.sku_id, number(MoveKind::adjustment), delta, before.on_hand + delta, user_id,
             reason, now);
    if ((before.available == 0) == (before.available + delta == 0)) co_return Turned();
    co_return co_await refresh_offers(tx, {before.sku_id});
}

void StockStore::erase_reasons(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kEraseReasons, user_id);
}

void StockStore::insert_initial(postgres::Transaction& tx, std::int64_t sku_id, std::int64_t units,
                                std::int64_t user_id, Timestamp now) const {
    tx.queue(kInsertStock, sku_id, units);
    tx.queue(kRecord, sku_id, number(MoveKind::initial), units, units, user_id, "", now);
}

void StockStore::add_sold(postgres::Transaction& tx, const std::vector<std::int64_t>& product_ids,
                          const std::vector<std::int64_t>& units) const {
    tx.queue(kAddSold, product_ids, units);
}

Task<Result<bool>> StockStore::belongs(CallContext& context, std::int64_t sku_id,
                                       std::int64_t shop_id) const {
    const auto rows = co_await ok(database_.query(context, kBelongs, sku_id, shop_id));
    co_return !rows.empty();
}

Task<Result<std::vector<Movement>>> StockStore::movements(CallContext& context, std::int64_t sku_id,
                                                          std::int64_t before_id, int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kMovements, sku_id, before_id, std::int64_t(limit)));
    co_return rows.to<Movement>();
}

Task<Result<std::vector<StockStore::Expired>>> StockStore::expired(CallContext& context, Timestamp now,
                                                                   const Expired& after, int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kExpired, now, after.expires_at, after.id, std::int64_t(limit)));
    co_return rows.to<Expired>();
}

}  // namespace ecommerce::product
