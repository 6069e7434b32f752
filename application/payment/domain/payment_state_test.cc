// SPDX-License-Identifier: Apache-2.0
#include "application/payment/domain/payment_state.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "framework/testing/readme.h"

namespace ecommerce::payment {
namespace {

constexpr auto kAll = {State::pending,         State::processing, State::succeeded, State::closed,
                       State::partly_refunded, State::refunding,  State::refunded};
constexpr auto kAllCharges = {ChargeState::open, ChargeState::abandoned, ChargeState::paid,
                              ChargeState::refunding, ChargeState::refunded};

TEST(PaymentState, NamesReadBackAsThemselves) {
    for (const auto state : kAll) EXPECT_EQ(parse<State>(name_of(state)), state);
    for (const auto state : kAllCharges) EXPECT_EQ(parse<ChargeState>(name_of(state)), state);
    for (const auto state : {RefundState::requested, RefundState::done, RefundState::failed}) {
        EXPECT_EQ(parse<RefundState>(name_of(state)), state);
    }
    EXPECT_EQ(parse<State>("OPEN"), std::nullopt);
}

TEST(PaymentState, OnlyTheProviderBringsMoneyAndTakesItBack) {
    for (const auto& move : kLife.moves()) {
        if (move.to == State::succeeded || move.to == State::refunded) EXPECT_EQ(move.actor, Cause::provider);
        EXPECT_NE(move.from, State::refunded);
        if (move.to == State::closed) EXPECT_TRUE(is_open(move.from));
    }
}

TEST(PaymentState, TheDrawingInTheReadmeIsTheTable) {
    EXPECT_TRUE(testing::readme_draws("application/payment", kLife.drawing()));
}

TEST(Judge, LetsMoneyInOnceAndSendsEveryOtherBack) {
    EXPECT_EQ(judge(News::succeeded, State::pending, ChargeState::open), Verdict::pay);
    EXPECT_EQ(judge(News::succeeded, State::processing, ChargeState::open), Verdict::pay);
    EXPECT_EQ(judge(News::succeeded, State::processing, ChargeState::abandoned), Verdict::pay);
    EXPECT_EQ(judge(News::succeeded, State::closed, ChargeState::open), Verdict::pay_back);
    for (const auto state : {State::succeeded, State::partly_refunded, State::refunding, State::refunded}) {
        EXPECT_EQ(judge(News::succeeded, state, ChargeState::abandoned), Verdict::pay_back_extra);
    }
    for (const auto state : kAll) {
        for (const auto charge : {ChargeState::paid, ChargeState::refunding, ChargeState::refunded}) {
            EXPECT_EQ(judge(News::succeeded, state, charge), Verdict::nothing);
        }
    }
}

TEST(Judge, ADeclineCountsOnlyWhileThePaymentIsOpen) {
    EXPECT_EQ(judge(News::declined, State::processing, ChargeState::open), Verdict::count_decline);
    EXPECT_EQ(judge(News::declined, State::succeeded, ChargeState::paid), Verdict::nothing);
    EXPECT_EQ(judge(News::declined, State::closed, ChargeState::open), Verdict::nothing);
    EXPECT_EQ(judge(News::declined, State::processing, ChargeState::refunded), Verdict::nothing);
}

TEST(Judge, ARefundFollowsUponMoney) {
    EXPECT_EQ(judge(News::refunded, State::refunding, ChargeState::refunding), Verdict::finish_refunds);
    EXPECT_EQ(judge(News::refunded, State::succeeded, ChargeState::paid), Verdict::finish_refunds);
    EXPECT_EQ(judge(News::refunded, State::succeeded, ChargeState::refunding), Verdict::finish_refunds);
    EXPECT_EQ(judge(News::refunded, State::refunded, ChargeState::refunded), Verdict::nothing);
    EXPECT_EQ(judge(News::refunded, State::processing, ChargeState::open), Verdict::too_early);
}

}  // namespace
}  // namespace ecommerce::payment
