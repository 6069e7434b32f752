// SPDX-License-Identifier: Apache-2.0
// The life of an order as data: which state may follow which, and who may cause it. The drawing in the
// service's README is made from this table (order_state_test.cc compares them).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

Actor actor_from(std::string_view text);  // throws likewise

std::span<const Move> legal_moves();
bool may_move(State from, State to, Actor actor);
// Nothing follows.
bool is_final(State state);

// What somebody can do with an order; one button each.
enum class Action : std::uint8_t {
    pay,
    cancel,
    change_address,
    change_note,
    ship,
    confirm_receipt,
    buy_again
};
std::vector<Action> allowed_actions(State state, Actor viewer);

// The table as a Mermaid state diagram.
std::string draw_moves();

}  // namespace ecommerce::order
