// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_state.h"

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

}  // namespace
}  // namespace ecommerce::order
