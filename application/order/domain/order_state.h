// SPDX-License-Identifier: Apache-2.0
// The life of an order as data: which state may follow which, and who may cause it. The drawing in the
// service's README is made from this table (order_state_test.cc compares them).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "framework/runtime/clock.h"
#include "framework/state/state_table.h"

namespace ecommerce::order {

// The names are stored in the database and never change.
enum class State : std::uint8_t { pending_payment, paid, shipped, completed, cancelled, refunding, refunded };
constexpr auto names_of(State) {
    return std::to_array<Name<State>>({{State::pending_payment, "PENDING_PAYMENT"},
                                       {State::paid, "PAID"},
                                       {State::shipped, "SHIPPED"},
                                       {State::completed, "COMPLETED"},
                                       {State::cancelled, "CANCELLED"},
                                       {State::refunding, "REFUNDING"},
                                       {State::refunded, "REFUNDED"}});
}

enum class Actor : std::uint8_t {
    customer,
    seller,
    admin,
    payment,   // the payment service's events
    timer,     // deadlines
    platform,  // the end of an account or a shop
};
constexpr auto names_of(Actor) {
    return std::to_array<Name<Actor>>({{Actor::customer, "CUSTOMER"},
                                       {Actor::seller, "SELLER"},
                                       {Actor::admin, "ADMIN"},
                                       {Actor::payment, "PAYMENT"},
                                       {Actor::timer, "TIMER"},
                                       {Actor::platform, "PLATFORM"}});
}

inline constexpr auto kLegalMoves = std::to_array<StateMove<State, Actor>>({
    {State::pending_payment, State::paid, Actor::payment},
    {State::pending_payment, State::cancelled, Actor::customer},
    {State::pending_payment, State::cancelled, Actor::timer},
    {State::pending_payment, State::cancelled, Actor::payment},
    {State::pending_payment, State::cancelled, Actor::platform},
    {State::paid, State::shipped, Actor::seller},
    {State::shipped, State::completed, Actor::customer},
    {State::shipped, State::completed, Actor::timer},
    {State::paid, State::refunding, Actor::customer},
    {State::paid, State::refunding, Actor::seller},
    {State::paid, State::refunding, Actor::admin},
    {State::paid, State::refunding, Actor::timer},
    {State::paid, State::refunding, Actor::platform},
    {State::shipped, State::refunding, Actor::admin},
    {State::paid, State::refunded, Actor::payment},
    {State::refunding, State::refunded, Actor::payment},
});
inline constexpr StateTable kLife{State::pending_payment, kLegalMoves};

// What somebody can do with an order; one button each.
enum class Action : std::uint8_t {
    pay,
    cancel,
    change_address,
    change_note,
    ship,
    decline,
    refund,
    confirm_receipt,
    buy_again
};
std::vector<Action> allowed_actions(State state, Actor viewer);

// Whether the shop needs to know where the order goes: while it has something to ship, and `for_long` after
// the receipt.
bool shows_address(State state, std::optional<Timestamp> completed_at, Timestamp now,
                   std::chrono::milliseconds for_long);

}  // namespace ecommerce::order
