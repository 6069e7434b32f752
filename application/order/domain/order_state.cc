// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_state.h"

namespace ecommerce::order {

std::vector<Action> allowed_actions(State state, Actor viewer) {
    std::vector<Action> actions;
    const bool buyer = viewer == Actor::customer;
    if (buyer && kLife.allows(state, State::paid, Actor::payment)) actions.push_back(Action::pay);
    if (kLife.allows(state, State::cancelled, viewer) ||
        (buyer && kLife.allows(state, State::refunding, viewer))) {
        actions.push_back(Action::cancel);
    }
    if (buyer && state == State::pending_payment) {
        actions.push_back(Action::change_address);
        actions.push_back(Action::change_note);
    }
    if (kLife.allows(state, State::shipped, viewer)) actions.push_back(Action::ship);
    if (viewer != Actor::customer && kLife.allows(state, State::refunding, viewer)) {
        actions.push_back(viewer == Actor::seller ? Action::decline : Action::refund);
    }
    if (kLife.allows(state, State::completed, viewer)) actions.push_back(Action::confirm_receipt);
    if (buyer && kLife.is_final(state)) actions.push_back(Action::buy_again);
    return actions;
}

bool shows_address(State state, std::optional<Timestamp> completed_at, Timestamp now,
                   std::chrono::milliseconds for_long) {
    if (state == State::paid || state == State::shipped) return true;
    return state == State::completed && completed_at && now < *completed_at + for_long;
}

}  // namespace ecommerce::order
