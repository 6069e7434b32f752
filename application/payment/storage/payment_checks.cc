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
        WHERE (status IN ('SUCCEEDED', 'REFUNDING', 'REFUNDED')) <> (paid_at IS NOT NULL)
           OR (status = 'CLOSED' AND closed_at IS NULL)
           OR (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED') AND closed_at IS NOT NULL)
           OR (status = 'REFUNDED') <> (refunded_at IS NOT NULL)
        ORDER BY id
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
               OR (mirror.status = 'OPEN') <> (charge.status IN ('OPEN', 'ABANDONED'))
               OR (mirror.status = 'REFUNDED') <> (charge.status = 'REFUNDED'))
        ORDER BY mirror.id
        LIMIT 5
    )sql"}},
};

constexpr Read kCheckouts{Plan::each_time, R"sql(
    SELECT checkout_id, status, amount_minor
    FROM payments
    WHERE checkout_id > $1
    ORDER BY checkout_id
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
    const auto rows = co_await ok(database_.query(context, kCheckouts, after, limit));
    co_return rows.to<CheckoutPayment>();
}

}  // namespace ecommerce::payment
