// SPDX-License-Identifier: Apache-2.0
// The life of a thing as data: which state may follow which, and who may cause it. States and actors have names
// (names.h); one without a name does not compile.
//
//   inline constexpr auto kLegalMoves = std::to_array<StateMove<State, Actor>>({
//       {State::open, State::paid, Actor::buyer},
//       {State::open, State::closed, Actor::timer},
//   });
//   inline constexpr StateTable kLife{State::open, kLegalMoves};
//
//   if (!kLife.allows(ticket.state, State::paid, Actor::buyer)) …
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "framework/state/names.h"

namespace ecommerce {

template <typename State, typename Actor>
struct StateMove {
    State from;
    State to;
    Actor actor;
};

// The moves as a Mermaid state diagram; those from one state to another share an arrow. `first` is where life begins.
std::string draw_states(std::string_view first,
                        std::span<const StateMove<std::string_view, std::string_view>> moves);

template <Named State, Named Actor, std::size_t Size>
class StateTable {
public:
    using Move = StateMove<State, Actor>;

    consteval StateTable(State first, const std::array<StateMove<State, Actor>, Size>& moves)
        : first_(first), moves_(moves) {
        (void)named();
    }

    constexpr std::span<const Move> moves() const { return moves_; }

    constexpr bool allows(State from, State to, Actor actor) const {
        return std::ranges::any_of(moves_, [&](const Move& move) {
            return move.from == from && move.to == to && move.actor == actor;
        });
    }
    // Nothing follows.
    constexpr bool is_final(State state) const {
        return std::ranges::none_of(moves_, [&](const Move& move) { return move.from == state; });
    }
    // For the service's README; framework/testing/readme.h compares the two.
    std::string drawing() const { return draw_states(name_of(first_), named()); }

private:
    constexpr auto named() const {
        std::array<StateMove<std::string_view, std::string_view>, Size> named;
        std::ranges::transform(moves_, named.begin(), [](const Move& move) {
            return StateMove{name_of(move.from), name_of(move.to), name_of(move.actor)};
        });
        return named;
    }

    State first_;
    std::array<Move, Size> moves_;
};

}  // namespace ecommerce
