// SPDX-License-Identifier: Apache-2.0
// The life of a product as data: which state may follow which, and who may cause it. The drawing in the
// service's README is made from this table (product_domain_test.cc compares them).
#pragma once

#include <cstdint>

#include "framework/state/state_table.h"

namespace ecommerce::product {

// The numbers are those of the contract's ProductState; the names are stored and never change.
enum class State : std::int16_t { draft = 1, in_review = 2, on_sale = 3, rejected = 4, off_shelf = 5 };
constexpr auto names_of(State) {
    return std::to_array<Name<State>>({{State::draft, "DRAFT"},
                                       {State::in_review, "IN_REVIEW"},
                                       {State::on_sale, "ON_SALE"},
                                       {State::rejected, "REJECTED"},
                                       {State::off_shelf, "OFF_SHELF"}});
}

enum class Actor : std::uint8_t {
    seller,
    admin,
    account_closed,  // the shop's owner closed the account
};
constexpr auto names_of(Actor) {
    return std::to_array<Name<Actor>>(
        {{Actor::seller, "SELLER"}, {Actor::admin, "ADMIN"}, {Actor::account_closed, "ACCOUNT_CLOSED"}});
}

inline constexpr auto kLegalMoves = std::to_array<StateMove<State, Actor>>({
    {State::draft, State::in_review, Actor::seller},
    {State::rejected, State::in_review, Actor::seller},
    {State::in_review, State::on_sale, Actor::admin},
    {State::in_review, State::rejected, Actor::admin},
    {State::on_sale, State::off_shelf, Actor::seller},
    {State::off_shelf, State::on_sale, Actor::seller},
    {State::on_sale, State::in_review, Actor::seller},    // edited
    {State::off_shelf, State::in_review, Actor::seller},  // edited
    {State::in_review, State::draft, Actor::seller},      // edited: the request is withdrawn
    {State::on_sale, State::rejected, Actor::admin},      // taken down
    {State::off_shelf, State::rejected, Actor::admin},    // taken down
    {State::on_sale, State::off_shelf, Actor::account_closed},
    {State::in_review, State::draft, Actor::account_closed},  // never approved
});
inline constexpr StateTable kLife{State::draft, kLegalMoves};

// Where an edit by the seller leads: what buyers saw approved must be approved again, and nobody approves
// what changes meanwhile. `seen_changed` says whether anything changed that is reviewed.
State after_edit(State state, bool seen_changed);

}  // namespace ecommerce::product
