// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_reader.h"

#include "application/payment/storage/shared_statements.h"
#include "framework/postgres/row_structs.h"

namespace ecommerce::payment {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;

constexpr Read kFind{joined<kPayment>};

constexpr Read kProviderOfCharge{R"sql(
    SELECT provider
    FROM charges
    WHERE charge_id = $1
)sql"};

// A RecordRow each. A part's own refund says where the part is; without one it goes with its payment.
constexpr Piece kRecords = R"sql(
    SELECT record.part_id, record.payment_id, record.order_no, record.shop_id, record.status,
           record.amount_minor, record.currency_code, record.method, record.provider_reference,
           record.created_at, record.paid_at, record.refunded_at
    FROM (
        SELECT part.id AS part_id, payments.payment_id, part.order_no, part.shop_id,
               CASE
                   WHEN refund.status = 'DONE' THEN 'REFUNDED'
                   WHEN refund.status IS NOT NULL THEN 'REFUNDING'
                   WHEN payments.status = 'PARTLY_REFUNDED' THEN 'SUCCEEDED'
                   ELSE payments.status
               END AS status,
               part.amount_minor, payments.currency_code, payments.method, payments.provider_reference,
               payments.created_at, payments.paid_at,
               COALESCE(refund.done_at, payments.refunded_at) AS refunded_at
        FROM payment_parts AS part
        JOIN payments ON payments.id = part.payment_row_id
        LEFT JOIN refunds AS refund ON refund.order_no = part.order_no
    ) AS record
)sql";

// Two forms, since a list of one shop walks along another index than the list of all.
constexpr Read kListOfShop{Plan::each_time, joined<kRecords, R"sql(
    WHERE record.shop_id = $1 AND record.part_id < $2
      AND ($3::TEXT IS NULL OR record.status = $3)
      AND ($4::TEXT IS NULL OR record.order_no = $4)
    ORDER BY record.part_id DESC
    LIMIT $5
)sql">};

constexpr Read kListAll{Plan::each_time, joined<kRecords, R"sql(
    WHERE record.part_id < $1
      AND ($2::TEXT IS NULL OR record.status = $2)
      AND ($3::TEXT IS NULL OR record.order_no = $3)
    ORDER BY record.part_id DESC
    LIMIT $4
)sql">};

// A RefundRecordRow each.
constexpr Piece kRefundRecords = R"sql(
    SELECT refund.id, refund.refund_id, payments.payment_id, refund.charge_id, charge.provider,
           refund.order_no, refund.amount_minor, payments.currency_code, refund.status,
           refund.failed_attempts, refund.last_error, refund.requested_at, refund.done_at
    FROM refunds AS refund
    JOIN payments ON payments.id = refund.payment_row_id
    JOIN charges AS charge ON charge.charge_id = refund.charge_id
)sql";

constexpr Read kFindRefund{joined<kRefundRecords, R"sql(
    WHERE refund.refund_id = $1
)sql">};

constexpr Read kListRefunds{Plan::each_time, joined<kRefundRecords, R"sql(
    WHERE refund.id < $1
      AND ($2::TEXT IS NULL OR refund.status = $2)
      AND ($3::TEXT IS NULL OR refund.order_no = $3)
    ORDER BY refund.id DESC
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
    const auto rows = co_await ok(database_.query_all(context, ask(kFind, payment_id, user_id),
                                                      ask(kPartsOfPayment, payment_id),
                                                      ask(kRefundsOfPayment, payment_id)));
    auto payment = rows[0].first<PaymentRow>();
    if (!payment) co_return std::nullopt;
    co_return WholePayment{.payment = std::move(*payment),
                           .parts = rows[1].to<PartRow>(),
                           .refunds = rows[2].to<RefundRow>(),
                           .charges = {}};
}

Task<Result<std::string>> PaymentReader::provider_of_charge(CallContext& context,
                                                            std::string_view charge_id) const {
    const auto rows = co_await ok(database_.query(context, kProviderOfCharge, charge_id));
    co_return rows.first<std::string>().value_or("");
}

Task<Result<std::optional<RefundRecordRow>>> PaymentReader::find_refund(CallContext& context,
                                                                        std::string_view refund_id) const {
    const auto rows = co_await ok(database_.query(context, kFindRefund, refund_id));
    co_return rows.first<RefundRecordRow>();
}

Task<Result<std::vector<RefundRecordRow>>> PaymentReader::list_refunds(CallContext& context,
                                                                       RefundFilter filter) const {
    std::optional<std::string> order_no;
    if (!filter.order_no.empty()) order_no = std::move(filter.order_no);
    const auto rows = co_await ok(
        database_.query(context, kListRefunds, filter.before_id, filter.status, order_no, filter.limit));
    co_return rows.to<RefundRecordRow>();
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
