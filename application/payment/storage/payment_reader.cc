// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_reader.h"

#include "application/payment/storage/read_rows.h"
#include "framework/runtime/join.h"

namespace ecommerce::payment {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

constexpr Read kFind{joined<kPayment>};

constexpr Read kIdOfCheckout{R"sql(
    SELECT payment_id
    FROM payments
    WHERE checkout_id = $1
)sql"};

constexpr Read kChargeOf{R"sql(
    SELECT provider
    FROM charges
    WHERE charge_id = $1
)sql"};

// As read_record() takes them.
constexpr Piece kRecords = R"sql(
    SELECT part.id, payments.payment_id, part.order_no, part.shop_id, payments.status, part.amount_minor,
           payments.currency_code, payments.method, payments.provider_reference, payments.created_at,
           payments.paid_at, payments.refunded_at
    FROM payment_parts AS part
    JOIN payments ON payments.id = part.payment_row_id
)sql";

// Two forms, since a list of one shop walks along another index than the list of all.
constexpr Read kListOfShop{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.shop_id = $1 AND part.id < $2
      AND ($3::TEXT IS NULL OR payments.status = $3)
      AND ($4::TEXT IS NULL OR part.order_no = $4)
    ORDER BY part.id DESC
    LIMIT $5
)sql">};

constexpr Read kListAll{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.id < $1
      AND ($2::TEXT IS NULL OR payments.status = $2)
      AND ($3::TEXT IS NULL OR part.order_no = $3)
    ORDER BY part.id DESC
    LIMIT $4
)sql">};

RecordRow read_record(const postgres::Row& row) {
    return {.part_id = row.get<std::int64_t>(0),
            .payment_id = row.get<std::string>(1),
            .order_no = row.get<std::string>(2),
            .shop_id = row.get<std::int64_t>(3),
            .status = row.get<State>(4),
            .amount_minor = row.get<std::int64_t>(5),
            .currency_code = row.get<std::string>(6),
            .method = row.get<std::string>(7),
            .provider_reference = row.get<std::string>(8),
            .created_at = row.get<Timestamp>(9),
            .paid_at = row.get<std::optional<Timestamp>>(10),
            .refunded_at = row.get<std::optional<Timestamp>>(11)};
}

}  // namespace

Task<Result<std::optional<PaymentRow>>> PaymentReader::find_row(CallContext& context,
                                                                std::string_view payment_id,
                                                                std::optional<std::int64_t> user_id) const {
    auto rows = co_await database_.query(context, kFind, payment_id, user_id);
    if (!rows) co_return fail(std::move(rows.error()));
    if (rows->empty()) co_return std::nullopt;
    co_return read_payment(rows->front());
}

Task<Result<std::optional<WholePayment>>> PaymentReader::find(CallContext& context,
                                                              std::string_view payment_id,
                                                              std::optional<std::int64_t> user_id) const {
    auto [row, parts] = co_await runtime::both(find_row(context, payment_id, user_id),
                                               database_.query(context, kPartsOfPayment, payment_id));
    if (!row) co_return fail(std::move(row.error()));
    if (!parts) co_return fail(std::move(parts.error()));
    if (!*row) co_return std::nullopt;
    co_return WholePayment{.payment = std::move(**row), .parts = read_all(*parts, read_part)};
}

Task<Result<std::string>> PaymentReader::id_of_checkout(CallContext& context,
                                                        std::string_view checkout_id) const {
    auto rows = co_await database_.query(context, kIdOfCheckout, checkout_id);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->empty() ? std::string() : rows->front().get<std::string>(0);
}

Task<Result<std::string>> PaymentReader::provider_of_charge(CallContext& context,
                                                            std::string_view charge_id) const {
    auto rows = co_await database_.query(context, kChargeOf, charge_id);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->empty() ? std::string() : rows->front().get<std::string>(0);
}

Task<Result<std::vector<RecordRow>>> PaymentReader::list(CallContext& context, RecordFilter filter) const {
    const auto before = filter.before_id;
    std::optional<std::string> order_no;
    if (!filter.order_no.empty()) order_no = filter.order_no;
    auto rows = filter.shop_id ? co_await database_.query(context, kListOfShop, *filter.shop_id, before,
                                                          filter.status, order_no, filter.limit)
                               : co_await database_.query(context, kListAll, before, filter.status, order_no,
                                                          filter.limit);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return read_all(*rows, read_record);
}

}  // namespace ecommerce::payment
