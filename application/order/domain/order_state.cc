// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_state.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ecommerce::order {

namespace {

constexpr std::array kStates{State::pending_payment, State::paid,      State::shipped, State::completed,
                             State::cancelled,       State::refunding, State::refunded};

constexpr std::array kActors{Actor::customer, Actor::seller, Actor::admin, Actor::payment, Actor::timer};

constexpr std::array kMoves{
    Move{State::pending_payment, State::paid, Actor::payment},
    Move{State::pending_payment, State::cancelled, Actor::customer},
    Move{State::pending_payment, State::cancelled, Actor::timer},
    Move{State::pending_payment, State::cancelled, Actor::payment},
    Move{State::paid, State::shipped, Actor::seller},
    Move{State::shipped, State::completed, Actor::customer},
    Move{State::shipped, State::completed, Actor::timer},
    Move{State::paid, State::refunded, Actor::payment},
    Move{State::paid, State::refunding, Actor::admin},
    Move{State::refunding, State::refunded, Actor::payment},
};

}  // namespace

std::string_view to_string(State state) {
    switch (state) {
    case State::pending_payment: return "PENDING_PAYMENT";
    case State::paid: return "PAID";
    case State::shipped: return "SHIPPED";
    case State::completed: return "COMPLETED";
    case State::cancelled: return "CANCELLED";
    case State::refunding: return "REFUNDING";
    case State::refunded: return "REFUNDED";
    }
    throw std::logic_error("an order state without a name");
}

std::string_view to_string(Actor actor) {
    switch (actor) {
    case Actor::customer: return "CUSTOMER";
    case Actor::seller: return "SELLER";
    case Actor::admin: return "ADMIN";
    case Actor::payment: return "PAYMENT";
    case Actor::timer: return "TIMER";
    }
    throw std::logic_error("an actor without a name");
}

Actor actor_from(std::string_view text) {
    const auto found = std::ranges::find(kActors, text, [](Actor actor) { return to_string(actor); });
    if (found == kActors.end()) throw std::invalid_argument("unknown actor: " + std::string(text));
    return *found;
}

State state_from(std::string_view text) {
    const auto found = std::ranges::find(kStates, text, [](State state) { return to_string(state); });
    if (found == kStates.end()) throw std::invalid_argument("unknown order state: " + std::string(text));
    return *found;
}

std::span<const Move> legal_moves() {
    return kMoves;
}

bool may_move(State from, State to, Actor actor) {
    return std::ranges::any_of(
        kMoves, [&](const Move& move) { return move.from == from && move.to == to && move.actor == actor; });
}

bool is_final(State state) {
    return std::ranges::none_of(kMoves, [&](const Move& move) { return move.from == state; });
}

std::vector<Action> allowed_actions(State state, Actor viewer) {
    std::vector<Action> actions;
    const bool buyer = viewer == Actor::customer;
    if (buyer && may_move(state, State::paid, Actor::payment)) actions.push_back(Action::pay);
    if (may_move(state, State::cancelled, viewer)) actions.push_back(Action::cancel);
    if (buyer && state == State::pending_payment) {
        actions.push_back(Action::change_address);
        actions.push_back(Action::change_note);
    }
    if (may_move(state, State::shipped, viewer)) actions.push_back(Action::ship);
    if (may_move(state, State::completed, viewer)) actions.push_back(Action::confirm_receipt);
    if (buyer && is_final(state)) actions.push_back(Action::buy_again);
    return actions;
}

std::string draw_moves() {
    std::string drawing = "stateDiagram-v2\n    [*] --> PENDING_PAYMENT\n";
    for (const auto& move : kMoves) {
        drawing += "    " + std::string(to_string(move.from)) + " --> " + std::string(to_string(move.to)) +
                   ": " + std::string(to_string(move.actor)) + "\n";
    }
    return drawing;
}

}  // namespace ecommerce::order
