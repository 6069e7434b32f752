// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_publisher.h"

#include "application/order/app/convert.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::order {

namespace {

template <typename Event>
Event about(const HeldOrder& order) {
    Event event;
    event.set_order_no(order.order_no);
    event.set_checkout_id(order.checkout_id);
    event.set_user_id(order.user_id);
    event.set_shop_id(order.shop_id);
    return event;
}

// Events may lie about for long: what a person wrote is read at the order, and erased there.
std::string without_words(Actor actor, std::string_view reason) {
    const bool person = actor == Actor::customer || actor == Actor::seller || actor == Actor::admin;
    return person ? std::string() : std::string(reason);
}

}  // namespace

void OrderPublisher::placed(postgres::Transaction& tx, const CallContext& context,
                            const NewCheckoutRow& checkout) const {
    for (const auto& order : checkout.orders) {
        v1::OrderCreated event;
        event.set_order_no(order.order_no);
        event.set_checkout_id(checkout.checkout_id);
        event.set_user_id(checkout.user_id);
        event.set_shop_id(order.shop_id);
        for (const auto& item : order.items) {
            auto& line = *event.add_lines();
            line.set_sku_id(item.sku_id);
            line.set_product_id(item.product_id);
            line.set_quantity(std::uint32_t(item.quantity));
            *line.mutable_total() = to_message(Money(item.total_minor, checkout.currency_code));
        }
        *event.mutable_total() = to_message(Money(order.total_minor, checkout.currency_code));
        events_.publish(tx, context, event, {.key = checkout.checkout_id});
    }
    v1::OrderPaymentDue due;
    due.set_checkout_id(checkout.checkout_id);
    events_.publish(tx, context, due, {.key = checkout.checkout_id, .deliver_at = checkout.pay_before});
}

void OrderPublisher::paid(postgres::Transaction& tx, std::span<const Paid> orders) const {
    std::vector<v1::OrderPaid> paid;
    std::vector<v1::OrderShipmentDue> due(orders.size());
    paid.reserve(orders.size());
    std::vector<events::Publication> news;
    for (const auto& [context, order, at, given_up_at] : orders) {
        auto& event = paid.emplace_back(about<v1::OrderPaid>(*order));
        event.set_payment_id(order->payment_id);
        fill_lines(*event.mutable_lines(), *order);
        *event.mutable_total() = to_message(order->total());
        rpc::set_time(*event.mutable_paid_at(), at);
        news.push_back({context, &event, {.key = order->checkout_id}});
        auto& later = due[paid.size() - 1];
        later.set_order_no(order->order_no);
        news.push_back({context, &later, {.key = order->checkout_id, .deliver_at = given_up_at}});
    }
    events_.publish_all(tx, news);
}

void OrderPublisher::payment_refused(postgres::Transaction& tx, const CallContext& context,
                                     std::string_view checkout_id, std::string_view payment_id,
                                     std::string_view reason) const {
    v1::OrderPaymentRefused event;
    event.set_checkout_id(std::string(checkout_id));
    event.set_payment_id(std::string(payment_id));
    event.set_reason(std::string(reason));
    events_.publish(tx, context, event, {.key = checkout_id});
}

void OrderPublisher::cancelled(postgres::Transaction& tx, std::span<const Cancelled> orders,
                               Actor actor) const {
    std::vector<v1::OrderCancelled> cancelled;
    cancelled.reserve(orders.size());
    std::vector<events::Publication> news;
    for (const auto& [context, order, reason] : orders) {
        auto& event = cancelled.emplace_back(about<v1::OrderCancelled>(*order));
        event.set_payment_id(order->payment_id);
        fill_lines(*event.mutable_lines(), *order);
        *event.mutable_total() = to_message(order->total());
        event.set_actor(to_message(actor));
        event.set_reason(without_words(actor, reason));
        news.push_back({context, &event, {.key = order->checkout_id}});
    }
    events_.publish_all(tx, news);
}

void OrderPublisher::refunding(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order,
                               Actor actor, std::string_view reason) const {
    auto event = about<v1::OrderRefunding>(order);
    event.set_payment_id(order.payment_id);
    fill_lines(*event.mutable_lines(), order);
    *event.mutable_total() = to_message(order.total());
    event.set_shipped(order.status == State::shipped);
    event.set_actor(to_message(actor));
    event.set_reason(without_words(actor, reason));
    events_.publish(tx, context, event, {.key = order.checkout_id});
}

void OrderPublisher::refunded(postgres::Transaction& tx, const CallContext& context,
                              const HeldOrder& order) const {
    events_.publish(tx, context, about<v1::OrderRefunded>(order), {.key = order.checkout_id});
}

void OrderPublisher::call_off_due(postgres::Transaction& tx, const CallContext& context,
                                  const CallOff& wish) const {
    v1::OrderCallOffDue event;
    event.set_checkout_id(wish.checkout_id);
    event.set_refund_order_no(wish.refund_order_no);
    event.set_reason(wish.reason);
    events_.publish(tx, context, event, {.key = wish.checkout_id});
}

void OrderPublisher::shipped(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order,
                             std::string_view carrier, std::string_view tracking_no,
                             Timestamp completes_at) const {
    auto event = about<v1::OrderShipped>(order);
    event.set_carrier(std::string(carrier));
    event.set_tracking_no(std::string(tracking_no));
    events_.publish(tx, context, event, {.key = order.checkout_id});
    v1::OrderReceiptDue due;
    due.set_order_no(order.order_no);
    events_.publish(tx, context, due, {.key = order.checkout_id, .deliver_at = completes_at});
}

void OrderPublisher::completed(postgres::Transaction& tx, const CallContext& context, const HeldOrder& order,
                               std::span<const ItemRow> goods, Timestamp at) const {
    auto event = about<v1::OrderCompleted>(order);
    fill_goods(*event.mutable_lines(), order, goods);
    *event.mutable_total() = to_message(order.total());
    rpc::set_time(*event.mutable_completed_at(), at);
    events_.publish(tx, context, event, {.key = order.checkout_id});
}

}  // namespace ecommerce::order
