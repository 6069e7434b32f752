// SPDX-License-Identifier: Apache-2.0
// Asks a provider to pay back, until it does or says that it will not. The provider knows the refund by our
// name: whatever is lost on the way, asking again moves the money once.
#pragma once

#include <string_view>

#include "application/payment/app/payment_methods.h"
#include "application/payment/app/refund_meters.h"
#include "application/payment/storage/payment_reader.h"
#include "application/payment/storage/payment_store.h"
#include "framework/telemetry/log.h"

namespace ecommerce::payment {

// Stateless; any loop.
class PayBack {
public:
    PayBack(PaymentStore& store, PaymentReader& reader, const PaymentMethods& methods,
            const runtime::Clock& clock, const RefundMeters& meters = {})
        : store_(store), reader_(reader), methods_(methods), clock_(clock), meters_(meters) {}

    // An error asks to be called again. Of a refund that is done, or waits for an administrator, nothing
    // changes.
    Task<Result<void>> operator()(CallContext& context, std::string_view refund_id) const;

private:
    Task<Result<void>> ask(CallContext& context, const RefundRecordRow& refund) const;

    PaymentStore& store_;
    PaymentReader& reader_;
    const PaymentMethods& methods_;
    const runtime::Clock& clock_;
    const RefundMeters meters_;
    log::Logger log_{"payment"};
};

}  // namespace ecommerce::payment
