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

// A RecordRow each.
constexpr Piece kRecords = R"sql(
    SELECT part.id AS part_id, payments.payment_id, part.order_no, part.shop_id,
           CASE part.status WHEN 'PENDING' THEN payments.status ELSE part.status END AS status, part.amount_minor,
           payments.currency_code, payments.method, payments.provider_reference, payments.created_at, payments.paid_at,
           COALESCE(refund.done_at, payments.refunded_at) AS refunded_at
    FROM payment_parts AS part
    JOIN payments ON payments.id = part.payment_row_id
    LEFT JOIN refunds AS refund ON refund.order_no = part.order_no
)sql";

// One statement for each index that a list walks along.
constexpr Read kListAll{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.id < $1
    ORDER BY part.id DESC
    LIMIT $2
)sql">};

constexpr Read kListOfShop{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.shop_id = $1 AND part.id < $2
    ORDER BY part.id DESC
    LIMIT $3
)sql">};

// $1 and $2 are a PartStatus.
constexpr Read kListOfStatus{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.status = $1 AND ($2::TEXT IS NULL OR payments.status = $2) AND part.id < $3
    ORDER BY part.id DESC
    LIMIT $4
)sql">};

constexpr Read kListOfShopAndStatus{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.shop_id = $1 AND part.status = $2 AND ($3::TEXT IS NULL OR payments.status = $3) AND part.id < $4
    ORDER BY part.id DESC
    LIMIT $5
)sql">};

constexpr Read kListOfOrder{Plan::each_time, joined<kRecords, R"sql(
    WHERE part.order_no = $1
      AND ($2::BIGINT IS NULL OR part.shop_id = $2)
      AND ($3::TEXT IS NULL OR part.status = $3)
      AND ($4::TEXT IS NULL OR payments.status = $4)
      AND part.id < $5
    ORDER BY part.id DESC
    LIMIT $6
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
    ORDER BY refund.id DESC
    LIMIT $2
)sql">};

constexpr Read kListRefundsOfStatus{Plan::each_time, joined<kRefundRecords, R"sql(
    WHERE refund.status = $1 AND refund.id < $2
    ORDER BY refund.id DESC
    LIMIT $3
)sql">};

constexpr Read kListRefundsOfOrder{Plan::each_time, joined<kRefundRecords, R"sql(
    WHERE refund.order_no = $1 AND ($2::TEXT IS NULL OR refund.status = $2) AND refund.id < $3
    ORDER BY refund.id DESC
    LIMIT $4
)sql">};

// Where the parts of a list are. What is open stands at the payment alone: there it moves with each attempt to pay.
struct PartStatus {
    std::optional<State> part;
    std::optional<State> payment;

    explicit PartStatus(std::optional<State> status) : part(status) {
        if (status && is_open(*status)) part = State::pending, payment = status;
    }
};

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
    const auto& [status, order_no, before, limit] = filter;
    auto& db = database_;
    const auto rows = co_await ok(
        !order_no.empty() ? co_await db.query(context, kListRefundsOfOrder, order_no, status, before, limit)
        : status          ? co_await db.query(context, kListRefundsOfStatus, *status, before, limit)
                          : co_await db.query(context, kListRefunds, before, limit));
    co_return rows.to<RefundRecordRow>();
}

Task<Result<postgres::Rows>> PaymentReader::select(CallContext& context, const RecordFilter& filter) const {
    const auto& [shop_id, status, order_no, before, limit] = filter;
    const auto [part, payment] = PartStatus(status);
    if (!order_no.empty()) {
        co_return co_await database_.query(context, kListOfOrder, order_no, shop_id, part, payment, before,
                                           limit);
    }
    if (shop_id && part) {
        co_return co_await database_.query(context, kListOfShopAndStatus, *shop_id, *part, payment, before,
                                           limit);
    }
    if (shop_id) co_return co_await database_.query(context, kListOfShop, *shop_id, before, limit);
    if (part) co_return co_await database_.query(context, kListOfStatus, *part, payment, before, limit);
    co_return co_await database_.query(context, kListAll, before, limit);
}

Task<Result<std::vector<RecordRow>>> PaymentReader::list(CallContext& context, RecordFilter filter) const {
    const auto rows = co_await ok(select(context, filter));
    co_return rows.to<RecordRow>();
}

}  // namespace ecommerce::payment
