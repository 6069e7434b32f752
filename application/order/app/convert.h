// SPDX-License-Identifier: Apache-2.0
// Between the contract's messages and the tables of orders.
#pragma once

#include <optional>
#include <span>

#include "application/order/storage/order_rows.h"

#include "order/v1/events.pb.h"
#include "order/v1/order.pb.h"
#include "order/v1/order_service.pb.h"

namespace ecommerce::order {

v1::OrderStatus to_message(State state);
// Nothing for UNSPECIFIED, which filters take as any.
std::optional<State> to_state(v1::OrderStatus status);
v1::OrderActor to_message(Actor actor);

NewOrderRow to_row(const v1::NewOrder& order);

// An order with all that belongs to it.
struct WholeOrder {
    OrderRow order;
    std::vector<ItemRow> items;
    std::vector<MoveRow> moves;
    std::vector<CheckoutOrderRow> siblings;  // of its checkout, itself among them
};

// Who reads an order, which decides what they may do and see.
struct Viewer {
    Actor actor;                // customer, seller or admin
    bool sees_address = false;  // more of it than country, province and city
};
void fill(v1::Order& out, const WholeOrder& whole, Viewer viewer);
void fill(v1::OrderSummary& out, const SummaryRow& row, std::span<const ItemRow> items, Viewer viewer);
void fill(v1::OrderOfCheckout& out, const CheckoutOrderRow& row);

void fill_lines(google::protobuf::RepeatedPtrField<v1::OrderEventLine>& out, const HeldOrder& order);
// The same with what was bought, `goods` in their order.
void fill_goods(google::protobuf::RepeatedPtrField<v1::OrderEventLine>& out, const HeldOrder& order,
                std::span<const ItemRow> goods);

}  // namespace ecommerce::order
