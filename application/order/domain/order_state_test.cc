// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_state.h"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::order {
namespace {

TEST(OrderState, NamesReadBackAsThemselves) {
    for (const auto& move : legal_moves()) {
        EXPECT_EQ(state_from(to_string(move.from)), move.from);
        EXPECT_EQ(state_from(to_string(move.to)), move.to);
    }
    EXPECT_THROW(state_from("paid"), std::invalid_argument);
}

TEST(OrderState, NobodyLeavesAFinalState) {
    for (const auto& move : legal_moves()) {
        EXPECT_NE(move.from, State::cancelled);
        EXPECT_NE(move.from, State::completed);
        EXPECT_NE(move.from, State::refunded);
    }
}

TEST(OrderState, OnlyThePaymentMakesAnOrderPaid) {
    for (const auto actor : {Actor::customer, Actor::seller, Actor::admin, Actor::timer}) {
        EXPECT_FALSE(may_move(State::pending_payment, State::paid, actor));
    }
    EXPECT_TRUE(may_move(State::pending_payment, State::paid, Actor::payment));
    EXPECT_FALSE(may_move(State::cancelled, State::paid, Actor::payment));
}

TEST(OrderState, ACustomerCannotShipNorASellerConfirm) {
    EXPECT_FALSE(may_move(State::paid, State::shipped, Actor::customer));
    EXPECT_FALSE(may_move(State::shipped, State::completed, Actor::seller));
}

TEST(OrderState, TheDrawingInTheReadmeIsTheTable) {
    std::ifstream readme(ORDER_FOLDER "/README.md");
    const std::string text{std::istreambuf_iterator<char>(readme), {}};
    EXPECT_THAT(text, ::testing::HasSubstr("```mermaid\n" + draw_moves() + "```"));
}

TEST(OrderState, ButtonsFollowTheTable) {
    using enum Action;
    EXPECT_THAT(allowed_actions(State::pending_payment, Actor::customer),
                ::testing::ElementsAre(pay, cancel, change_address, change_note));
    EXPECT_THAT(allowed_actions(State::paid, Actor::customer), ::testing::IsEmpty());
    EXPECT_THAT(allowed_actions(State::shipped, Actor::customer), ::testing::ElementsAre(confirm_receipt));
    for (const auto state : {State::completed, State::cancelled, State::refunded}) {
        EXPECT_TRUE(is_final(state));
        EXPECT_THAT(allowed_actions(state, Actor::customer), ::testing::ElementsAre(buy_again));
    }
    EXPECT_THAT(allowed_actions(State::paid, Actor::seller), ::testing::ElementsAre(ship));
    EXPECT_THAT(allowed_actions(State::pending_payment, Actor::seller), ::testing::IsEmpty());
    for (const auto actor : {Actor::customer, Actor::seller, Actor::admin}) {
        EXPECT_EQ(actor_from(to_string(actor)), actor);
    }
    EXPECT_THROW(actor_from("customer"), std::invalid_argument);
}

}  // namespace
}  // namespace ecommerce::order
