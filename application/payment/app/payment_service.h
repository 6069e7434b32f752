// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/payment/app/move_payments.h"
#include "application/payment/app/open_payment.h"
#include "application/payment/app/start_paying.h"
#include "application/payment/app/watchers.h"
#include "framework/postgres/transactor.h"
#include "framework/telemetry/log.h"

#include "auth/v1/auth_service.rpc.h"
#include "payment/v1/payment_service.rpc.h"

namespace ecommerce::payment {

// Implements the contract's PaymentService. Stateless; any loop.
class PaymentService final : public v1::PaymentService {
public:
    struct Needs {
        postgres::Transactor transact;
        OpenPayment& open;
        StartPaying& start;
        MovePayments& move;
        PaymentReader& reader;
        const PaymentMethods& methods;
        Watchers& watchers;
        auth::v1::AuthService& sessions;
        const runtime::Clock& clock;
    };
    explicit PaymentService(Needs needs) : needs_(needs) {}

    Task<Result<v1::GetPaymentResponse>> GetPayment(CallContext& context,
                                                    const v1::GetPaymentRequest& request) override;
    Task<Result<void>> WatchPayment(CallContext& context, const v1::WatchPaymentRequest& request,
                                    rpc::Writer<v1::WatchPaymentResponse>& out) override;
    Task<Result<v1::PayPaymentResponse>> PayPayment(CallContext& context,
                                                    const v1::PayPaymentRequest& request) override;
    Task<Result<v1::CancelPaymentResponse>> CancelPayment(CallContext& context,
                                                          const v1::CancelPaymentRequest& request) override;
    Task<Result<v1::ListPaymentsResponse>> ListPayments(CallContext& context,
                                                        const v1::ListPaymentsRequest& request) override;
    Task<Result<v1::ListPaymentMethodsResponse>> ListPaymentMethods(
        CallContext& context, const v1::ListPaymentMethodsRequest& request) override;
    Task<Result<v1::HandleWebhookResponse>> HandleWebhook(CallContext& context,
                                                          const v1::HandleWebhookRequest& request) override;
    Task<Result<v1::CreatePaymentResponse>> CreatePayment(CallContext& context,
                                                          const v1::CreatePaymentRequest& request) override;
    Task<Result<v1::ClosePaymentResponse>> ClosePayment(CallContext& context,
                                                        const v1::ClosePaymentRequest& request) override;
    Task<Result<v1::RefundPaymentResponse>> RefundPayment(CallContext& context,
                                                          const v1::RefundPaymentRequest& request) override;

private:
    Task<Result<v1::Payment>> read(CallContext& context, const std::string& id,
                                   std::optional<std::int64_t> user_id = {}) const;
    // Whether the session ended, or lost the role that it watches by.
    Task<bool> may_watch_no_more(CallContext& context) const;

    Needs needs_;
    log::Logger log_{"payment"};
};

}  // namespace ecommerce::payment
