// SPDX-License-Identifier: Apache-2.0
// Sends the buyer to a provider's cashier. The charge is written down before the provider hears of it, and
// the provider knows it by our name: wherever this stops, asking again goes on with the same charge.
#pragma once

#include "application/payment/app/payment_methods.h"
#include "application/payment/storage/payment_store.h"
#include "framework/postgres/transactor.h"

#include "payment/v1/payment_service.pb.h"

namespace ecommerce::payment {

// Stateless; any loop.
class StartPaying {
public:
    StartPaying(postgres::Transactor transact, PaymentStore& store, const PaymentMethods& methods,
                const runtime::Clock& clock)
        : transact_(transact), store_(store), methods_(methods), clock_(clock) {}

    struct Started {
        std::string cashier_url;
        WholePayment payment;
    };
    // Errors: not_found, PAYMENT_STATE, PAYMENT_EXPIRED, PAYMENT_METHOD, and what the provider says.
    Task<Result<Started>> operator()(CallContext& context, const v1::PayPaymentRequest& request) const;

private:
    struct Opened {
        ChargeRow charge;
        WholePayment whole;
    };
    Task<Result<Opened>> open_charge(CallContext& context, postgres::Transaction& tx,
                                     const v1::PayPaymentRequest& request) const;

    postgres::Transactor transact_;
    PaymentStore& store_;
    const PaymentMethods& methods_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::payment
