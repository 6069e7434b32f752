// SPDX-License-Identifier: Apache-2.0
// Reading payments: every statement that only looks.
#pragma once

#include <string_view>

#include "application/payment/storage/payment_rows.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::payment {

// Which parts of payments a list shows.
struct RecordFilter {
    std::optional<std::int64_t> shop_id;  // nothing: all
    std::optional<State> status;
    std::string order_no;  // empty: any
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    std::int64_t limit = 20;
};

// Which refunds a list shows.
struct RefundFilter {
    std::optional<RefundState> status;
    std::string order_no;  // empty: any
    std::int64_t before_id = std::numeric_limits<std::int64_t>::max();
    std::int64_t limit = 20;
};

// Stateless; any loop.
class PaymentReader {
public:
    explicit PaymentReader(postgres::Database& database) : database_(database) {}

    // Nothing for another user's.
    Task<Result<std::optional<WholePayment>>> find(CallContext& context, std::string_view payment_id,
                                                   std::optional<std::int64_t> user_id = {}) const;
    Task<Result<std::optional<PaymentRow>>> find_row(CallContext& context, std::string_view payment_id,
                                                     std::optional<std::int64_t> user_id) const;
    // Empty when there is none.
    Task<Result<std::string>> provider_of_charge(CallContext& context, std::string_view charge_id) const;
    Task<Result<std::optional<RefundRecordRow>>> find_refund(CallContext& context,
                                                             std::string_view refund_id) const;
    // Each the latest first.
    Task<Result<std::vector<RecordRow>>> list(CallContext& context, RecordFilter filter) const;
    Task<Result<std::vector<RefundRecordRow>>> list_refunds(CallContext& context, RefundFilter filter) const;

private:
    Task<Result<postgres::Rows>> select(CallContext& context, const RecordFilter& filter) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::payment
