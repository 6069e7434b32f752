// SPDX-License-Identifier: Apache-2.0
// Opens the payment of a checkout, once, whatever number of times it is asked. Two round trips: the
// payment, then its parts and its deadline with the COMMIT.
#pragma once

#include "application/payment/app/payment_methods.h"
#include "application/payment/app/payment_publisher.h"
#include "application/payment/storage/payment_reader.h"
#include "application/payment/storage/payment_store.h"
#include "framework/postgres/transactor.h"

#include "payment/v1/payment_service.pb.h"

namespace ecommerce::payment {

// Stateless; any loop.
class OpenPayment {
public:
    OpenPayment(postgres::Transactor transact, PaymentStore& store, PaymentReader& reader,
                PaymentPublisher& publisher, const PaymentMethods& methods, const runtime::Clock& clock)
        : transact_(transact),
          store_(store),
          reader_(reader),
          publisher_(publisher),
          methods_(methods),
          clock_(clock) {}

    Task<Result<WholePayment>> operator()(CallContext& context,
                                          const v1::CreatePaymentRequest& request) const;

private:
    Task<Result<WholePayment>> existing(CallContext& context, const WholePayment& wanted) const;

    postgres::Transactor transact_;
    PaymentStore& store_;
    PaymentReader& reader_;
    PaymentPublisher& publisher_;
    const PaymentMethods& methods_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::payment
