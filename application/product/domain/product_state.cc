// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/product_state.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ecommerce::product {

namespace {

constexpr std::array kMoves{
    Move{State::draft, State::in_review, Actor::seller},
    Move{State::rejected, State::in_review, Actor::seller},
    Move{State::in_review, State::on_sale, Actor::admin},
    Move{State::in_review, State::rejected, Actor::admin},
    Move{State::on_sale, State::off_shelf, Actor::seller},
    Move{State::off_shelf, State::on_sale, Actor::seller},
    Move{State::on_sale, State::in_review, Actor::seller},    // edited
    Move{State::off_shelf, State::in_review, Actor::seller},  // edited
    Move{State::on_sale, State::rejected, Actor::admin},      // taken down
    Move{State::on_sale, State::off_shelf, Actor::account_closed},
    Move{State::in_review, State::draft, Actor::account_closed},  // never approved
};

}  // namespace

std::span<const Move> legal_moves() {
    return kMoves;
}

bool may_move(State from, State to, Actor actor) {
    return std::ranges::any_of(
        kMoves, [&](const Move& move) { return move.from == from && move.to == to && move.actor == actor; });
}

std::string_view to_string(State state) {
    switch (state) {
    case State::draft: return "DRAFT";
    case State::in_review: return "IN_REVIEW";
    case State::on_sale: return "ON_SALE";
    case State::rejected: return "REJECTED";
    case State::off_shelf: return "OFF_SHELF";
    }
    throw std::logic_error("a product state without a name");
}

State after_edit(State state, bool only_trade_data) {
    const bool approved = state == State::on_sale || state == State::off_shelf;
    return approved && !only_trade_data ? State::in_review : state;
}

}  // namespace ecommerce::product
