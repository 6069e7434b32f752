// SPDX-License-Identifier: Apache-2.0
// What the payment service tells: each event leaves with the transaction that makes it true.
#pragma once

#include <span>
#include <string_view>

#include "application/payment/storage/payment_rows.h"
#include "framework/events/publisher.h"

namespace ecommerce::payment {

class PaymentPublisher {
public:
    explicit PaymentPublisher(events::Publisher& events) : events_(events) {}

    // To this service itself: at the deadline, and at once.
    void due(postgres::Transaction& tx, const CallContext& context, const PaymentRow& payment) const;
    void refund_due(postgres::Transaction& tx, const CallContext& context, std::string_view payment_id,
                    std::string_view charge_id, std::string_view refund_id) const;

    void succeeded(postgres::Transaction& tx, const CallContext& context, const WholePayment& whole,
                   std::string_view method, Timestamp at) const;
    void declined(postgres::Transaction& tx, const CallContext& context, const WholePayment& whole,
                  std::string_view reason) const;
    struct Closed {
        const CallContext* context;
        const WholePayment* whole;  // its charges are those that were open
        std::string_view reason;
    };
    // PaymentClosed of each, and to this service itself PaymentChargeOver of each open charge.
    void closed(postgres::Transaction& tx, std::span<const Closed> payments) const;
    struct Refunded {
        std::int64_t amount_minor = 0;
        std::vector<std::string> order_nos;
        std::string_view reason;
    };
    void refunded(postgres::Transaction& tx, const CallContext& context, const PaymentRow& payment,
                  const Refunded& back) const;

private:
    events::Publisher& events_;
};

}  // namespace ecommerce::payment
