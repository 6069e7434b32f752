// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/state/state_table.h"

namespace ecommerce::ticket {
namespace {

enum class State : std::uint8_t { open, paid, closed };
enum class Actor : std::uint8_t { buyer, timer };
enum class Nameless : std::uint8_t { one };

constexpr auto names_of(State) {
    return std::to_array<Name<State>>(
        {{State::open, "OPEN"}, {State::paid, "PAID"}, {State::closed, "CLOSED"}});
}
constexpr auto names_of(Actor) {
    return std::to_array<Name<Actor>>({{Actor::buyer, "BUYER"}, {Actor::timer, "TIMER"}});
}

constexpr auto kLegalMoves = std::to_array<StateMove<State, Actor>>({
    {State::open, State::paid, Actor::buyer},
    {State::open, State::closed, Actor::buyer},
    {State::open, State::closed, Actor::timer},
});
constexpr StateTable kLife{State::open, kLegalMoves};

TEST(Names, ReadBackAsTheirValues) {
    for (const auto state : {State::open, State::paid, State::closed}) {
        EXPECT_EQ(parse<State>(name_of(state)), state);
    }
    EXPECT_EQ(name_of(State::paid), "PAID");
    static_assert(Named<State> && !Named<Nameless> && !Named<int>);
}

TEST(Names, BelongToNothingElse) {
    EXPECT_EQ(parse<State>("paid"), std::nullopt);
    EXPECT_EQ(parse<State>(""), std::nullopt);
    EXPECT_THROW(name_of(State{9}), std::logic_error);
}

TEST(StateTable, AllowsItsMovesToTheirActorsAlone) {
    EXPECT_TRUE(kLife.allows(State::open, State::closed, Actor::timer));
    EXPECT_FALSE(kLife.allows(State::open, State::paid, Actor::timer));
    EXPECT_FALSE(kLife.allows(State::paid, State::closed, Actor::buyer));
    EXPECT_FALSE(kLife.allows(State::open, State::open, Actor::buyer));
}

TEST(StateTable, AStateThatNothingLeavesIsFinal) {
    EXPECT_FALSE(kLife.is_final(State::open));
    EXPECT_TRUE(kLife.is_final(State::paid));
    EXPECT_TRUE(kLife.is_final(State::closed));
}

TEST(StateTable, DrawsOneArrowForEachPairOfStates) {
    EXPECT_EQ(kLife.drawing(), "stateDiagram-v2\n"
                               "    [*] --> OPEN\n"
                               "    OPEN --> PAID: BUYER\n"
                               "    OPEN --> CLOSED: BUYER, TIMER\n");
}

}  // namespace
}  // namespace ecommerce::ticket
