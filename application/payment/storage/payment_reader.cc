// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_reader.h"

#include "application/payment/storage/shared_statements.h"
#include "framework/postgres/row_structs.h"
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

// A RecordRow each.
constexpr Piece kRecords = R"sql(
    SELECT part.id AS part_id, payments.payment_id, part.order_no, part.shop_id, payments.status,
           part.amount_minor, payments.currency_code, payments.method, payments.provider_reference,
           payments.created_at, payments.paid_at, payments.refunded_at
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

}  // namespace

Task<Result<std::optional<PaymentRow>>> PaymentReader::find_row(CallContext& context,
                                                                std::string_view payment_id,
                                                                std::optional<std::int64_t> user_id) const {
    const auto rows = co_await ok(database_.query(context, kFind, payment_id, user_id));
    co_return rows.first<PaymentRow>();
}

Task<Result<std::optional<WholePayment>>> PaymentReader::find(CallContext& context,
                                                              std::string_view payment_id,
                                                              std::optional<std::int64_t> user_id) const {
    auto [row, parts] = co_await runtime::both(find_row(context, payment_id, user_id),
                                               database_.query(context, kPartsOfPayment, payment_id));
    auto& payment = co_await ok(row);
    const auto& part_rows = co_await ok(parts);
    if (!payment) co_return std::nullopt;
    co_return WholePayment{.payment = std::move(*payment), .parts = part_rows.to<PartRow>()};
}

Task<Result<std::string>> PaymentReader::id_of_checkout(CallContext& context,
                                                        std::string_view checkout_id) const {
    const auto rows = co_await ok(database_.query(context, kIdOfCheckout, checkout_id));
    co_return rows.first<std::string>().value_or("");
}

Task<Result<std::string>> PaymentReader::provider_of_charge(CallContext& context,
                                                            std::string_view charge_id) const {
    const auto rows = co_await ok(database_.query(context, kChargeOf, charge_id));
    co_return rows.first<std::string>().value_or("");
}

Task<Result<std::vector<RecordRow>>> PaymentReader::list(CallContext& context, RecordFilter filter) const {
    const auto before = filter.before_id;
    std::optional<std::string> order_no;
    if (!filter.order_no.empty()) order_no = filter.order_no;
    const auto rows =
        co_await ok(filter.shop_id ? co_await database_.query(context, kListOfShop, *filter.shop_id, before,
                                                              filter.status, order_no, filter.limit)
                                   : co_await database_.query(context, kListAll, before, filter.status,
                                                              order_no, filter.limit));
    co_return rows.to<RecordRow>();
}

}  // namespace ecommerce::payment
