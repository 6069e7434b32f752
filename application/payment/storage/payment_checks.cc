// SPDX-License-Identifier: Apache-2.0
#include "application/payment/storage/payment_checks.h"

#include <array>

#include "framework/postgres/row_structs.h"

namespace ecommerce::payment {

namespace {

using postgres::Plan;
using postgres::Read;

struct Rule {
    std::string_view name;
    Read payments_that_break_it;  // payment ids, a few
};

constexpr std::array kRules{
    Rule{"a payment's amount is the sum of its parts", Read{R"sql(
        SELECT payments.payment_id
        FROM payments
        LEFT JOIN (
            SELECT part.payment_row_id, SUM(part.amount_minor) AS amount_minor
            FROM payment_parts AS part
            GROUP BY part.payment_row_id
        ) AS sums ON sums.payment_row_id = payments.id
        WHERE sums.amount_minor IS DISTINCT FROM payments.amount_minor
        ORDER BY payments.id
        LIMIT 5
    )sql"}},
    Rule{"a charge has its payment's amount", Read{R"sql(
        SELECT charge.charge_id
        FROM charges AS charge
        LEFT JOIN payments ON payments.id = charge.payment_row_id
        WHERE payments.id IS NULL
           OR charge.amount_minor <> payments.amount_minor
           OR charge.currency_code <> payments.currency_code
        ORDER BY charge.id
        LIMIT 5
    )sql"}},
    Rule{"a payment has at most one open charge, and none before the buyer asked", Read{R"sql(
        SELECT payments.payment_id
        FROM payments
        JOIN charges AS charge ON charge.payment_row_id = payments.id
        GROUP BY payments.id, payments.payment_id, payments.status
        HAVING COUNT(*) FILTER (WHERE charge.status = 'OPEN') > 1 OR payments.status = 'PENDING'
        ORDER BY payments.id
        LIMIT 5
    )sql"}},
    Rule{"a payment is where the charge that paid it is", Read{R"sql(
        SELECT payments.payment_id
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
    )sql"}},
    Rule{"no charge but the one that paid keeps money", Read{R"sql(
        SELECT payments.payment_id
        FROM charges AS charge
        JOIN payments ON payments.id = charge.payment_row_id
        WHERE charge.status = 'PAID' AND payments.charge_id <> charge.charge_id
        ORDER BY charge.id
        LIMIT 5
    )sql"}},
    Rule{"each status has its time", Read{R"sql(
        SELECT payment_id
        FROM payments
        WHERE (status IN ('SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDING', 'REFUNDED')) <> (paid_at IS NOT NULL)
           OR (status = 'CLOSED' AND closed_at IS NULL)
           OR (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'PARTLY_REFUNDED') AND closed_at IS NOT NULL)
           OR (status = 'REFUNDED') <> (refunded_at IS NOT NULL)
        ORDER BY id
        LIMIT 5
    )sql"}},
    Rule{"a refund is that of an order's part or of a whole charge", Read{R"sql(
        SELECT refund.refund_id
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
    )sql"}},
    Rule{"no more goes back than a charge brought", Read{R"sql(
        SELECT charge.charge_id
        FROM charges AS charge
        JOIN refunds AS refund ON refund.charge_id = charge.charge_id
        GROUP BY charge.id, charge.charge_id, charge.amount_minor
        HAVING SUM(refund.amount_minor) > charge.amount_minor
        ORDER BY charge.id
        LIMIT 5
    )sql"}},
    Rule{"a charge's status says how much of it went back", Read{R"sql(
        SELECT charge.charge_id
        FROM charges AS charge
        LEFT JOIN (
            SELECT part.payment_row_id, COUNT(*) AS count
            FROM payment_parts AS part
            GROUP BY part.payment_row_id
        ) AS parts ON parts.payment_row_id = charge.payment_row_id
        LEFT JOIN (
            SELECT refund.charge_id, COUNT(*) AS count, BOOL_OR(refund.order_no IS NULL) AS whole,
                   BOOL_AND(refund.status = 'DONE') AS done
            FROM refunds AS refund
            GROUP BY refund.charge_id
        ) AS sums ON sums.charge_id = charge.charge_id
        WHERE (charge.status IN ('REFUNDING', 'REFUNDED'))
                  <> COALESCE(sums.whole OR sums.count = parts.count, FALSE)
           OR (charge.status = 'REFUNDED') <> COALESCE((sums.whole OR sums.count = parts.count) AND sums.done, FALSE)
           OR (charge.status IN ('OPEN', 'ABANDONED') AND sums.count IS NOT NULL)
        ORDER BY charge.id
        LIMIT 5
    )sql"}},
    Rule{"a payment is partly refunded while it has refunds and other parts", Read{R"sql(
        SELECT payments.payment_id
        FROM payments
        JOIN charges AS charge ON charge.charge_id = payments.charge_id
        WHERE charge.status = 'PAID'
          AND (payments.status = 'PARTLY_REFUNDED')
                  <> EXISTS (SELECT 1 FROM refunds AS refund WHERE refund.charge_id = charge.charge_id)
        ORDER BY payments.id
        LIMIT 5
    )sql"}},
    Rule{"the sandbox paid back what is done, and nothing else", Read{R"sql(
        SELECT COALESCE(refund.refund_id, mirror.refund_id)
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
    )sql"}},
    Rule{"the sandbox's books agree once its messages are delivered", Read{R"sql(
        SELECT mirror.charge_id
        FROM sandbox_charges AS mirror
        LEFT JOIN charges AS charge ON charge.charge_id = mirror.charge_id
        WHERE NOT EXISTS (
                SELECT 1
                FROM sandbox_deliveries AS delivery
                WHERE STRPOS(delivery.payload, mirror.charge_id) > 0
            )
          AND (charge.id IS NULL
               OR charge.amount_minor <> mirror.amount_minor
               OR (mirror.status IN ('OPEN', 'CLOSED')) <> (charge.status IN ('OPEN', 'ABANDONED'))
               OR (mirror.status = 'REFUNDED') <> (charge.status = 'REFUNDED'))
        ORDER BY mirror.id
        LIMIT 5
    )sql"}},
};

// Of the charge that paid: what came by others goes back whatever becomes of the orders.
constexpr Read kCheckouts{Plan::each_time, R"sql(
    SELECT payments.checkout_id, payments.status, payments.amount_minor,
           COALESCE(SUM(refund.amount_minor), 0)::BIGINT AS refund_minor,
           COALESCE(SUM(refund.amount_minor) FILTER (WHERE refund.status = 'DONE'), 0)::BIGINT AS refunded_minor
    FROM payments
    LEFT JOIN refunds AS refund
        ON refund.payment_row_id = payments.id AND refund.charge_id = payments.charge_id
    WHERE payments.checkout_id > $1
    GROUP BY payments.id, payments.checkout_id, payments.status, payments.amount_minor
    ORDER BY payments.checkout_id
    LIMIT $2
)sql"};

}  // namespace

Task<Result<std::vector<BrokenRule>>> PaymentChecks::broken_rules(CallContext& context) const {
    // One moment for all rules, and off the connections that short statements share.
    auto body = [](postgres::Transaction& tx) -> Task<Result<std::vector<BrokenRule>>> {
        std::vector<BrokenRule> broken;
        for (const auto& rule : kRules) {
            const auto rows = co_await ok(tx.query(rule.payments_that_break_it));
            if (rows.empty()) continue;
            std::string detail = "payments or charges";
            for (const auto& id : rows.to<std::string>()) detail += " " + id;
            broken.push_back({std::string(rule.name), std::move(detail)});
        }
        co_return broken;
    };
    co_return co_await database_.transaction(
        context, {.isolation = postgres::Isolation::repeatable_read, .read_only = true}, std::move(body));
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
