// SPDX-License-Identifier: Apache-2.0
// What the order service tells: each event leaves with the transaction that makes it true.
#pragma once

#include <span>
#include <string_view>

#include "application/order/storage/order_rows.h"
#include "framework/events/publisher.h"

namespace ecommerce::order {

class OrderPublisher {
public:
    explicit OrderPublisher(events::Publisher& events) : events_(events) {}

    // OrderCreated for each, and OrderPaymentDue at the deadline.
    void placed(postgres::Transaction& tx, const CallContext& context, const NewCheckoutRow& checkout) const;
    struct Paid {
        const CallContext* context;
        const HeldOrder* order;
        Timestamp at;
        Timestamp given_up_at;
    };
    // OrderPaid of each, and OrderShipmentDue at `given_up_at`.
    void paid(postgres::Transaction& tx, std::span<const Paid> orders) const;
    void payment_refused(postgres::Transaction& tx, const CallContext& context, std::string_view checkout_id,
                         std::string_view payment_id, std::string_view reason) const;
    struct Cancelled {
        const CallContext* context;
        const HeldOrder* order;
        std::string_view reason;
    };
    void cancelled(postgres::Transaction& tx, std::span<const Cancelled> orders, Actor actor) const;
    // Of an order as it was held, so that its status says whether it was shipped.
    void refunding(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order, Actor actor,
                   std::string_view reason) const;
    void refunded(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order) const;
    struct CallOff {
        std::string checkout_id;
        std::string refund_order_no;  // paid back if it was paid; empty: none
        std::string reason;
    };
    void call_off_due(postgres::Transaction& tx, const CallContext& context, const CallOff& wish) const;
    // OrderShipped, and OrderReceiptDue at `completes_at`.
    void shipped(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order,
                 std::string_view carrier, std::string_view tracking_no, Timestamp completes_at) const;
    // `goods` are its items in their order: who takes the event shows what was bought.
    void completed(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order,
                   std::span<const ItemRow> goods, Timestamp at) const;

private:
    events::Publisher& events_;
};

}  // namespace ecommerce::order
