// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_checks.h"

#include "framework/postgres/row_structs.h"
#include "framework/service/invariants.h"

namespace ecommerce::payment {

namespace {

using postgres::Plan;
using postgres::Read;

// Each gives one row for every violation: what breaks it, as text; a few are enough.
constexpr Read kParts{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM payments
    LEFT JOIN (
        SELECT part.payment_row_id, SUM(part.amount_minor) AS amount_minor
        FROM payment_parts AS part
        GROUP BY part.payment_row_id
    ) AS sums ON sums.payment_row_id = payments.id
    WHERE sums.amount_minor IS DISTINCT FROM payments.amount_minor
    ORDER BY payments.id
    LIMIT 5
)sql"};

constexpr Read kPartStatuses{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM payment_parts AS part
    JOIN payments ON payments.id = part.payment_row_id
    LEFT JOIN refunds AS refund ON refund.order_no = part.order_no
    WHERE part.status <> CASE
        WHEN refund.status = 'DONE' THEN 'REFUNDED'
        WHEN refund.status IS NOT NULL THEN 'REFUNDING'
        WHEN payments.status = 'PARTLY_REFUNDED' THEN 'SUCCEEDED'
        WHEN payments.status = 'PROCESSING' THEN 'PENDING'
        ELSE payments.status
    END
    ORDER BY payments.id
    LIMIT 5
)sql"};

constexpr Read kAmounts{R"sql(
    SELECT 'charge ' || charge.charge_id
    FROM charges AS charge
    LEFT JOIN payments ON payments.id = charge.payment_row_id
    WHERE payments.id IS NULL
       OR charge.amount_minor <> payments.amount_minor
       OR charge.currency_code <> payments.currency_code
    ORDER BY charge.id
    LIMIT 5
)sql"};

constexpr Read kOpenCharges{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM payments
    JOIN charges AS charge ON charge.payment_row_id = payments.id
    GROUP BY payments.id, payments.payment_id, payments.status
    HAVING COUNT(*) FILTER (WHERE charge.status = 'OPEN') > 1 OR payments.status = 'PENDING'
    ORDER BY payments.id
    LIMIT 5
)sql"};

constexpr Read kPaidCharge{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM payments
    LEFT JOIN charges AS charge
        ON charge.charge_id = payments.charge_id AND charge.payment_row_id = payments.id
    WHERE COALESCE(charge.status, '') <> CASE payments.status
        WHEN 'SUCCEEDED' THEN 'PAID'
        WHEN 'PARTLY_REFUNDED' THEN 'PAID'
        WHEN 'REFUNDING' THEN 'REFUNDING'
        WHEN 'REFUNDED' THEN 'REFUNDED'
        ELSE ''
    END
    ORDER BY payments.id
    LIMIT 5
)sql"};

constexpr Read kStrayMoney{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM charges AS charge
    JOIN payments ON payments.id = charge.payment_row_id
    WHERE charge.status = 'PAID' AND payments.charge_id <> charge.charge_id
    ORDER BY charge.id
    LIMIT 5
)sql"};

constexpr Read kTimes{R"sql(
    SELECT 'payment ' || payment_id
    FROM payments
    WHERE (status IN ('SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDING', 'REFUNDED')) <> (paid_at IS NOT NULL)
       OR (status = 'CLOSED' AND closed_at IS NULL)
       OR (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'PARTLY_REFUNDED') AND closed_at IS NOT NULL)
       OR (status = 'REFUNDED') <> (refunded_at IS NOT NULL)
    ORDER BY id
    LIMIT 5
)sql"};

constexpr Read kRefunds{R"sql(
    SELECT 'refund ' || refund.refund_id
    FROM refunds AS refund
    LEFT JOIN payment_parts AS part
        ON part.order_no = refund.order_no AND part.payment_row_id = refund.payment_row_id
    LEFT JOIN charges AS charge
        ON charge.charge_id = refund.charge_id AND charge.payment_row_id = refund.payment_row_id
    WHERE charge.id IS NULL
       OR refund.amount_minor IS DISTINCT FROM
          CASE WHEN refund.order_no IS NULL THEN charge.amount_minor ELSE part.amount_minor END
    ORDER BY refund.id
    LIMIT 5
)sql"};

constexpr Read kTooMuch{R"sql(
    SELECT 'charge ' || charge.charge_id
    FROM charges AS charge
    JOIN refunds AS refund ON refund.charge_id = charge.charge_id
    GROUP BY charge.id, charge.charge_id, charge.amount_minor
    HAVING SUM(refund.amount_minor) > charge.amount_minor
    ORDER BY charge.id
    LIMIT 5
)sql"};

constexpr Read kChargeStatus{R"sql(
    SELECT 'charge ' || charge.charge_id
    FROM (
        SELECT own.id, own.charge_id, own.status, sums.count IS NOT NULL AS refunded, sums.done,
               COALESCE(sums.whole OR sums.count = (
                   SELECT COUNT(*) FROM payment_parts AS part WHERE part.payment_row_id = own.payment_row_id
               ), FALSE) AS whole
        FROM charges AS own
        LEFT JOIN (
            SELECT refund.charge_id, COUNT(*) AS count, BOOL_OR(refund.order_no IS NULL) AS whole,
                   BOOL_AND(refund.status = 'DONE') AS done
            FROM refunds AS refund
            GROUP BY refund.charge_id
        ) AS sums ON sums.charge_id = own.charge_id
        WHERE own.status IN ('REFUNDING', 'REFUNDED') OR sums.count IS NOT NULL
    ) AS charge
    WHERE (charge.status IN ('REFUNDING', 'REFUNDED')) <> charge.whole
       OR (charge.status = 'REFUNDED') <> COALESCE(charge.whole AND charge.done, FALSE)
       OR (charge.status IN ('OPEN', 'ABANDONED') AND charge.refunded)
    ORDER BY charge.id
    LIMIT 5
)sql"};

constexpr Read kPartly{R"sql(
    SELECT 'payment ' || payments.payment_id
    FROM payments
    JOIN charges AS charge ON charge.charge_id = payments.charge_id
    LEFT JOIN (SELECT DISTINCT charge_id FROM refunds) AS refunded ON refunded.charge_id = charge.charge_id
    WHERE charge.status = 'PAID'
      AND (payments.status = 'PARTLY_REFUNDED') <> (refunded.charge_id IS NOT NULL)
    ORDER BY payments.id
    LIMIT 5
)sql"};

constexpr Read kSandboxRefunds{R"sql(
    SELECT 'refund ' || COALESCE(refund.refund_id, mirror.refund_id)
    FROM (
        SELECT own.id, own.refund_id, own.charge_id, own.amount_minor, own.status
        FROM refunds AS own
        JOIN charges AS charge ON charge.charge_id = own.charge_id AND charge.provider = 'sandbox'
    ) AS refund
    FULL JOIN sandbox_refunds AS mirror ON mirror.refund_id = refund.refund_id
    WHERE refund.id IS NULL
       OR (mirror.id IS NULL AND refund.status = 'DONE')
       OR mirror.charge_id <> refund.charge_id
       OR mirror.amount_minor <> refund.amount_minor
    ORDER BY 1
    LIMIT 5
)sql"};

constexpr Read kSandboxCharges{R"sql(
    WITH differing AS MATERIALIZED (
        SELECT mirror.id, mirror.charge_id
        FROM sandbox_charges AS mirror
        LEFT JOIN charges AS charge ON charge.charge_id = mirror.charge_id
        WHERE charge.id IS NULL
           OR charge.amount_minor <> mirror.amount_minor
           OR (mirror.status IN ('OPEN', 'CLOSED')) <> (charge.status IN ('OPEN', 'ABANDONED'))
           OR (mirror.status = 'REFUNDED') <> (charge.status = 'REFUNDED')
    )
    SELECT 'charge ' || differing.charge_id
    FROM differing
    WHERE NOT EXISTS (
        SELECT 1
        FROM sandbox_deliveries AS delivery
        WHERE STRPOS(delivery.payload, differing.charge_id) > 0
    )
    ORDER BY differing.id
    LIMIT 5
)sql"};

// Of the charge that paid: what came by others goes back whatever becomes of the orders.
constexpr Read kCheckouts{Plan::each_time, R"sql(
    SELECT page.checkout_id, page.status, page.amount_minor, sums.refund_minor, sums.refunded_minor
    FROM (
        SELECT id, checkout_id, status, amount_minor, charge_id
        FROM payments
        WHERE checkout_id > $1
        ORDER BY checkout_id
        LIMIT $2
    ) AS page
    CROSS JOIN LATERAL (
        SELECT COALESCE(SUM(refund.amount_minor), 0)::BIGINT AS refund_minor,
               COALESCE(SUM(refund.amount_minor) FILTER (WHERE refund.status = 'DONE'), 0)::BIGINT AS refunded_minor
        FROM refunds AS refund
        WHERE refund.payment_row_id = page.id AND refund.charge_id = page.charge_id
    ) AS sums
    ORDER BY page.checkout_id
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kParts, "a payment's amount is the sum of its parts"},
    {kPartStatuses, "a part is where its payment is, or its own refund"},
    {kAmounts, "a charge has its payment's amount"},
    {kOpenCharges, "a payment has at most one open charge, and none before the buyer asked"},
    {kPaidCharge, "a payment is where the charge that paid it is"},
    {kStrayMoney, "no charge but the one that paid keeps money"},
    {kTimes, "each status has its time"},
    {kRefunds, "a refund is that of an order's part or of a whole charge"},
    {kTooMuch, "no more goes back than a charge brought"},
    {kChargeStatus, "a charge's status says how much of it went back"},
    {kPartly, "a payment is partly refunded while it has refunds and other parts"},
    {kSandboxRefunds, "the sandbox paid back what is done, and nothing else"},
    {kSandboxCharges, "the sandbox's books agree once its messages are delivered"},
};

}  // namespace

Task<Result<void>> PaymentChecks::run(CallContext& context,
                                      diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

Task<Result<std::vector<CheckoutPayment>>> PaymentChecks::checkouts(CallContext& context,
                                                                    std::string_view after,
                                                                    std::int64_t limit) const {
    // In a transaction it may take its time.
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<CheckoutPayment>>> {
        const auto rows = co_await ok(tx.query(kCheckouts, after, limit));
        co_return rows.to<CheckoutPayment>();
    };
    co_return co_await database_.transaction(context, {.read_only = true}, std::move(body));
}

}  // namespace ecommerce::payment
