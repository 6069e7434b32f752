// SPDX-License-Identifier: Apache-2.0
// The life of an order as data: which state may follow which, and who may cause it. The drawing in the
// service's README is made from this table (order_state_test.cc compares them).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ecommerce::order {

// The names are stored in the database and never change.
enum class State : std::uint8_t { pending_payment, paid, shipped, completed, cancelled, refunding, refunded };

enum class Actor : std::uint8_t {
    customer,
    seller,
    admin,
    payment,  // the payment service's events
    timer,    // deadlines
};

struct Move {
    State from;
    State to;
    Actor actor;
};

std::string_view to_string(State state);  // "PENDING_PAYMENT"
std::string_view to_string(Actor actor);  // "CUSTOMER"
// Throws on a text that to_string does not give: the database holds no others.
State state_from(std::string_view text);

std::span<const Move> legal_moves();
bool may_move(State from, State to, Actor actor);

// The table as a Mermaid state diagram.
std::string draw_moves();

}  // namespace ecommerce::order
