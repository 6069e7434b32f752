// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/payment/app/move_payments.h"
#include "application/payment/storage/payment_reader.h"
#include "framework/postgres/transactor.h"

#include "payment/v1/refund_admin_service.rpc.h"

namespace ecommerce::payment {

// Money on its way back, for administrators. Stateless; any loop.
class RefundAdminService final : public v1::RefundAdminService {
public:
    RefundAdminService(postgres::Transactor transact, MovePayments& move, PaymentReader& reader)
        : transact_(transact), move_(move), reader_(reader) {}

    Task<Result<v1::ListRefundsResponse>> ListRefunds(CallContext& context,
                                                      const v1::ListRefundsRequest& request) override;
    Task<Result<v1::RetryRefundResponse>> RetryRefund(CallContext& context,
                                                      const v1::RetryRefundRequest& request) override;

private:
    Task<Result<RefundRecordRow>> find(CallContext& context, std::string_view refund_id) const;

    postgres::Transactor transact_;
    MovePayments& move_;
    PaymentReader& reader_;
};

}  // namespace ecommerce::payment
