// SPDX-License-Identifier: Apache-2.0
// The life of a product as data: which state may follow which, and who may cause it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ecommerce::product {

// The numbers are those of the contract's ProductState, and stored.
enum class State : std::int16_t { draft = 1, in_review = 2, on_sale = 3, rejected = 4, off_shelf = 5 };

enum class Actor : std::uint8_t {
    seller,
    admin,
    account_closed,  // the shop's owner closed the account
};

struct Move {
    State from;
    State to;
    Actor actor;
};

std::span<const Move> legal_moves();
bool may_move(State from, State to, Actor actor);
std::string_view to_string(State state);  // "ON_SALE"

// Where an edit by the seller leads: what buyers saw approved must be approved again, unless nothing but
// prices, SKUs and tags changed.
State after_edit(State state, bool only_trade_data);

}  // namespace ecommerce::product
