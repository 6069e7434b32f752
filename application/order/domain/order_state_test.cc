// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/order_state.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/testing/readme.h"

namespace ecommerce::order {
namespace {

TEST(OrderState, NamesReadBackAsThemselves) {
    for (const auto& move : kLife.moves()) {
        EXPECT_EQ(parse<State>(name_of(move.from)), move.from);
        EXPECT_EQ(parse<State>(name_of(move.to)), move.to);
    }
    EXPECT_EQ(parse<State>("paid"), std::nullopt);
}

TEST(OrderState, NobodyLeavesAFinalState) {
    for (const auto& move : kLife.moves()) {
        EXPECT_NE(move.from, State::cancelled);
        EXPECT_NE(move.from, State::completed);
        EXPECT_NE(move.from, State::refunded);
    }
}

TEST(OrderState, OnlyThePaymentMakesAnOrderPaid) {
    for (const auto actor : {Actor::customer, Actor::seller, Actor::admin, Actor::timer}) {
        EXPECT_FALSE(kLife.allows(State::pending_payment, State::paid, actor));
    }
    EXPECT_TRUE(kLife.allows(State::pending_payment, State::paid, Actor::payment));
    EXPECT_FALSE(kLife.allows(State::cancelled, State::paid, Actor::payment));
}

TEST(OrderState, ACustomerCannotShipNorASellerConfirm) {
    EXPECT_FALSE(kLife.allows(State::paid, State::shipped, Actor::customer));
    EXPECT_FALSE(kLife.allows(State::shipped, State::completed, Actor::seller));
}

TEST(OrderState, WhatIsOnItsWayIsPaidBackByAdministratorsAlone) {
    for (const auto actor : {Actor::customer, Actor::seller, Actor::timer, Actor::platform}) {
        EXPECT_TRUE(kLife.allows(State::paid, State::refunding, actor));
        EXPECT_FALSE(kLife.allows(State::shipped, State::refunding, actor));
    }
    EXPECT_TRUE(kLife.allows(State::shipped, State::refunding, Actor::admin));
}

TEST(OrderState, AShopSeesTheAddressWhileItNeedsIt) {
    using namespace std::chrono_literals;
    const Timestamp received{1000h};
    const auto shows = [&](State state, Timestamp now) { return shows_address(state, received, now, 24h); };
    EXPECT_TRUE(shows(State::paid, received));
    EXPECT_TRUE(shows(State::shipped, received));
    EXPECT_TRUE(shows(State::completed, received + 24h - 1s));
    EXPECT_FALSE(shows(State::completed, received + 24h));
    EXPECT_FALSE(shows_address(State::completed, std::nullopt, received, 24h));
    for (const auto state : {State::pending_payment, State::cancelled, State::refunding, State::refunded}) {
        EXPECT_FALSE(shows(state, received));
    }
}

TEST(OrderState, TheDrawingInTheReadmeIsTheTable) {
    EXPECT_TRUE(testing::readme_draws("application/order", kLife.drawing()));
}

TEST(OrderState, ButtonsFollowTheTable) {
    using enum Action;
    EXPECT_THAT(allowed_actions(State::pending_payment, Actor::customer),
                ::testing::ElementsAre(pay, cancel, change_address, change_note));
    EXPECT_THAT(allowed_actions(State::paid, Actor::customer), ::testing::ElementsAre(cancel));
    EXPECT_THAT(allowed_actions(State::refunding, Actor::customer), ::testing::IsEmpty());
    EXPECT_THAT(allowed_actions(State::shipped, Actor::customer), ::testing::ElementsAre(confirm_receipt));
    for (const auto state : {State::completed, State::cancelled, State::refunded}) {
        EXPECT_TRUE(kLife.is_final(state));
        EXPECT_THAT(allowed_actions(state, Actor::customer), ::testing::ElementsAre(buy_again));
    }
    EXPECT_THAT(allowed_actions(State::paid, Actor::seller), ::testing::ElementsAre(ship, decline));
    EXPECT_THAT(allowed_actions(State::shipped, Actor::seller), ::testing::IsEmpty());
    EXPECT_THAT(allowed_actions(State::paid, Actor::admin), ::testing::ElementsAre(refund));
    EXPECT_THAT(allowed_actions(State::shipped, Actor::admin), ::testing::ElementsAre(refund));
    EXPECT_THAT(allowed_actions(State::completed, Actor::admin), ::testing::IsEmpty());
    EXPECT_THAT(allowed_actions(State::pending_payment, Actor::seller), ::testing::IsEmpty());
    for (const auto actor : {Actor::customer, Actor::seller, Actor::admin}) {
        EXPECT_EQ(parse<Actor>(name_of(actor)), actor);
    }
    EXPECT_EQ(parse<Actor>("customer"), std::nullopt);
}

}  // namespace
}  // namespace ecommerce::order
