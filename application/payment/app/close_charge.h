// SPDX-License-Identifier: Apache-2.0
// Tells a provider that a charge is not to be paid any more, so that an open cashier takes no money. What it
// takes all the same goes back.
#pragma once

#include <string_view>

#include "application/payment/app/payment_methods.h"
#include "application/payment/storage/payment_reader.h"

namespace ecommerce::payment {

// Stateless; any loop.
class CloseCharge {
public:
    CloseCharge(PaymentReader& reader, const PaymentMethods& methods) : reader_(reader), methods_(methods) {}

    // An error asks to be called again.
    Task<Result<void>> operator()(CallContext& context, std::string_view charge_id) const;

private:
    PaymentReader& reader_;
    const PaymentMethods& methods_;
};

}  // namespace ecommerce::payment
