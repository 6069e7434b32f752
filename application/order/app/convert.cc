// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/convert.h"

#include <stdexcept>

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::order {

namespace {

v1::OrderAction to_message(Action action) {
    switch (action) {
    case Action::pay: return v1::ORDER_ACTION_PAY;
    case Action::cancel: return v1::ORDER_ACTION_CANCEL;
    case Action::change_address: return v1::ORDER_ACTION_CHANGE_ADDRESS;
    case Action::change_note: return v1::ORDER_ACTION_CHANGE_NOTE;
    case Action::ship: return v1::ORDER_ACTION_SHIP;
    case Action::decline: return v1::ORDER_ACTION_DECLINE;
    case Action::refund: return v1::ORDER_ACTION_REFUND;
    case Action::confirm_receipt: return v1::ORDER_ACTION_CONFIRM_RECEIPT;
    case Action::buy_again: return v1::ORDER_ACTION_BUY_AGAIN;
    }
    throw std::logic_error("an action without a message");
}

template <typename Message>
void add_actions(Message& out, State state, Actor viewer) {
    for (const auto action : allowed_actions(state, viewer)) out.add_allowed_actions(to_message(action));
}

// What was bought: of an item of an order, or of a line of an event.
template <typename Message>
void fill_bought(Message& out, const ItemRow& row) {
    out.set_sku_id(row.sku_id);
    out.set_product_id(row.product_id);
    out.set_product_name(row.product_name);
    for (const auto& value : row.option_values) out.add_option_values(value);
    if (!row.picture_url.empty()) {
        out.mutable_picture()->set_url(row.picture_url);
        out.mutable_picture()->set_width(std::uint32_t(row.picture_width));
        out.mutable_picture()->set_height(std::uint32_t(row.picture_height));
        out.mutable_picture()->set_alt(row.picture_alt);
    }
}

void fill(v1::OrderItem& out, const ItemRow& row, const std::string& currency_code) {
    fill_bought(out, row);
    out.set_quantity(std::uint32_t(row.quantity));
    *out.mutable_price() = ecommerce::to_message(Money(row.price_minor, currency_code));
    *out.mutable_total() = ecommerce::to_message(Money(row.total_minor, currency_code));
}

void fill(v1::OrderMove& out, const MoveRow& row, Actor viewer) {
    if (row.from_status) out.set_from_status(to_message(*row.from_status));
    out.set_to_status(to_message(row.to_status));
    rpc::set_time(*out.mutable_moved_at(), row.moved_at);
    out.set_actor(to_message(row.actor));
    if (viewer == Actor::admin || row.actor == viewer) out.set_actor_user_id(row.actor_user_id);
    out.set_reason(row.reason);
}

// An erased text stays empty.
std::string hide(const std::string& text) {
    return text.empty() ? "" : "***";
}

PostalAddress hide(const PostalAddress& address) {
    return {.recipient = hide(address.recipient),
            .phone = hide(address.phone),
            .country_code = address.country_code,
            .province = address.province,
            .city = address.city,
            .district = hide(address.district),
            .street = hide(address.street),
            .postal_code = hide(address.postal_code)};
}

void fill_times(v1::Order& out, const OrderRow& order) {
    rpc::set_time(*out.mutable_created_at(), order.created_at);
    if (order.status == State::pending_payment) rpc::set_time(*out.mutable_pay_before(), order.pay_before);
    if (order.status == State::shipped && order.completes_at) {
        rpc::set_time(*out.mutable_completes_at(), *order.completes_at);
    }
    if (order.status == State::paid && order.ship_before) {
        rpc::set_time(*out.mutable_ship_before(), *order.ship_before);
    }
    if (order.paid_at) rpc::set_time(*out.mutable_paid_at(), *order.paid_at);
    if (order.shipped_at) rpc::set_time(*out.mutable_shipped_at(), *order.shipped_at);
    if (order.completed_at) rpc::set_time(*out.mutable_completed_at(), *order.completed_at);
    if (order.cancelled_at) rpc::set_time(*out.mutable_cancelled_at(), *order.cancelled_at);
    if (order.refunded_at) rpc::set_time(*out.mutable_refunded_at(), *order.refunded_at);
}

}  // namespace

v1::OrderStatus to_message(State state) {
    switch (state) {
    case State::pending_payment: return v1::ORDER_STATUS_PENDING_PAYMENT;
    case State::paid: return v1::ORDER_STATUS_PAID;
    case State::shipped: return v1::ORDER_STATUS_SHIPPED;
    case State::completed: return v1::ORDER_STATUS_COMPLETED;
    case State::cancelled: return v1::ORDER_STATUS_CANCELLED;
    case State::refunding: return v1::ORDER_STATUS_REFUNDING;
    case State::refunded: return v1::ORDER_STATUS_REFUNDED;
    }
    throw std::logic_error("an order state without a message");
}

std::optional<State> to_state(v1::OrderStatus status) {
    switch (status) {
    case v1::ORDER_STATUS_PENDING_PAYMENT: return State::pending_payment;
    case v1::ORDER_STATUS_PAID: return State::paid;
    case v1::ORDER_STATUS_SHIPPED: return State::shipped;
    case v1::ORDER_STATUS_COMPLETED: return State::completed;
    case v1::ORDER_STATUS_CANCELLED: return State::cancelled;
    case v1::ORDER_STATUS_REFUNDING: return State::refunding;
    case v1::ORDER_STATUS_REFUNDED: return State::refunded;
    default: return std::nullopt;
    }
}

v1::OrderActor to_message(Actor actor) {
    switch (actor) {
    case Actor::customer: return v1::ORDER_ACTOR_CUSTOMER;
    case Actor::seller: return v1::ORDER_ACTOR_SELLER;
    case Actor::admin: return v1::ORDER_ACTOR_ADMIN;
    case Actor::payment:
    case Actor::timer:
    case Actor::platform: return v1::ORDER_ACTOR_SYSTEM;
    }
    throw std::logic_error("an actor without a message");
}

NewOrderRow to_row(const v1::NewOrder& order) {
    NewOrderRow row{.shop_id = order.shop_id(),
                    .shop_name = order.shop_name(),
                    .note = order.note(),
                    .goods_minor = order.goods_total().minor_units(),
                    .freight_minor = order.freight().minor_units(),
                    .discount_minor = order.discount().minor_units(),
                    .total_minor = order.total().minor_units()};
    for (const auto& item : order.items()) {
        row.items.push_back({.sku_id = item.sku_id(),
                             .product_id = item.product_id(),
                             .product_name = item.product_name(),
                             .option_values = {item.option_values().begin(), item.option_values().end()},
                             .picture_url = item.picture().url(),
                             .picture_width = item.picture().width(),
                             .picture_height = item.picture().height(),
                             .picture_alt = item.picture().alt(),
                             .quantity = item.quantity(),
                             .price_minor = item.price().minor_units(),
                             .total_minor = item.total().minor_units()});
    }
    return row;
}

void fill(v1::Order& out, const WholeOrder& whole, Viewer viewer) {
    const auto& order = whole.order;
    out.set_order_no(order.order_no);
    out.set_status(to_message(order.status));
    out.set_shop_id(order.shop_id);
    out.set_shop_name(order.shop_name);
    if (viewer.actor != Actor::seller) {
        out.set_checkout_id(order.checkout_id);
        out.set_payment_id(order.payment_id);
    }
    out.set_payment_method(order.payment_method);
    for (const auto& item : whole.items) fill(*out.add_items(), item, order.currency_code);
    write_address(viewer.sees_address ? order.address : hide(order.address), *out.mutable_address());
    out.set_note(order.note);
    *out.mutable_goods_total() = to_message(Money(order.goods_minor, order.currency_code));
    *out.mutable_freight() = to_message(Money(order.freight_minor, order.currency_code));
    *out.mutable_discount() = to_message(Money(order.discount_minor, order.currency_code));
    *out.mutable_total() = to_message(Money(order.total_minor, order.currency_code));
    for (const auto& move : whole.moves) fill(*out.add_timeline(), move, viewer.actor);
    add_actions(out, order.status, viewer.actor);
    // What else the buyer bought is not the seller's affair.
    if (viewer.actor != Actor::seller && order.status == State::pending_payment) {
        for (const auto& sibling : whole.siblings) {
            if (sibling.order_no != order.order_no) out.add_sibling_order_nos(sibling.order_no);
        }
    }
    out.set_carrier(order.carrier);
    out.set_tracking_no(order.tracking_no);
    out.set_cancel_reason(order.cancel_reason);
    if (viewer.actor != Actor::customer) out.set_user_id(order.user_id);
    fill_times(out, order);
}

void fill(v1::OrderSummary& out, const SummaryRow& row, std::span<const ItemRow> items, Viewer viewer) {
    out.set_order_no(row.order_no);
    out.set_status(to_message(row.status));
    out.set_shop_id(row.shop_id);
    out.set_shop_name(row.shop_name);
    if (viewer.actor != Actor::seller) out.set_payment_id(row.payment_id);
    for (const auto& item : items) fill(*out.add_items(), item, row.currency_code);
    out.set_item_count(std::uint32_t(row.item_count));
    out.set_quantity(std::uint32_t(row.quantity));
    *out.mutable_total() = to_message(row.total());
    add_actions(out, row.status, viewer.actor);
    if (viewer.actor != Actor::customer) {
        out.set_recipient(viewer.sees_address ? row.recipient : hide(row.recipient));
        out.set_note(row.note);
    }
    rpc::set_time(*out.mutable_created_at(), row.created_at);
    if (row.status == State::pending_payment) rpc::set_time(*out.mutable_pay_before(), row.pay_before);
    if (row.status == State::paid && row.ship_before) {
        rpc::set_time(*out.mutable_ship_before(), *row.ship_before);
    }
}

void fill(v1::OrderOfCheckout& out, const CheckoutOrderRow& row) {
    out.set_order_no(row.order_no);
    out.set_shop_id(row.shop_id);
    out.set_shop_name(row.shop_name);
    out.set_status(to_message(row.status));
    *out.mutable_total() = to_message(row.total());
    rpc::set_time(*out.mutable_pay_before(), row.pay_before);
}

void fill_lines(google::protobuf::RepeatedPtrField<v1::OrderEventLine>& out, const HeldOrder& order) {
    for (const auto& line : order.lines) {
        auto& message = *out.Add();
        message.set_sku_id(line.sku_id);
        message.set_product_id(line.product_id);
        message.set_quantity(std::uint32_t(line.quantity));
        *message.mutable_total() = to_message(Money(line.total_minor, order.currency_code));
    }
}

void fill_goods(google::protobuf::RepeatedPtrField<v1::OrderEventLine>& out, const HeldOrder& order,
                std::span<const ItemRow> goods) {
    for (const auto& item : goods) {
        auto& line = *out.Add();
        fill_bought(line, item);
        line.set_quantity(std::uint32_t(item.quantity));
        *line.mutable_total() = to_message(Money(item.total_minor, order.currency_code));
        line.set_line_no(std::uint32_t(out.size()));
    }
}

}  // namespace ecommerce::order
