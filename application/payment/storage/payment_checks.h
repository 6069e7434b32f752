// SPDX-License-Identifier: Apache-2.0
// What the doctor asks of the tables: statements that look over all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/payment/storage/payment_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::payment {

struct CheckoutPayment {
    std::string checkout_id;
    State status = State::pending;
    std::int64_t amount_minor = 0;
    std::int64_t refund_minor = 0;    // of it, what goes back or went
    std::int64_t refunded_minor = 0;  // of that, what went
};

// Stateless; any loop.
class PaymentChecks {
public:
    explicit PaymentChecks(postgres::Database& database) : database_(database) {}

    // Adds which of this service's rules are broken.
    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;
    // Those after `after`, ascending.
    Task<Result<std::vector<CheckoutPayment>>> checkouts(CallContext& context, std::string_view after,
                                                         std::int64_t limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::payment
