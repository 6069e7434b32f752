// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/cashier_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CashierView view_of(CashierView::State state) {
    return {.state = state,
            .token = "tok",
            .payment_id = "p1",
            .amount = Money(600000, "CNY"),
            .order_nos = {"20261123001", "20261123002"},
            .return_path = "/payments/p1?a=1&b=2",
            .left = std::chrono::seconds(754)};
}

TEST(CashierPage, SpeaksTheBetterLikedLanguage) {
    EXPECT_EQ(choose_language(""), Language::chinese);
    EXPECT_EQ(choose_language("fr"), Language::chinese);
    EXPECT_EQ(choose_language("en-GB,en;q=0.9"), Language::english);
    EXPECT_EQ(choose_language("zh-CN,zh;q=0.9,en;q=0.8"), Language::chinese);
    EXPECT_EQ(choose_language("zh;q=0.5, en;q=0.8"), Language::english);
    EXPECT_EQ(choose_language("en;q=x,,;q=,zh"), Language::chinese);
}

TEST(CashierPage, WritesAmountsAsPeopleReadThem) {
    EXPECT_EQ(format_amount({0, "CNY"}), "¥0.00");
    EXPECT_EQ(format_amount({5, "CNY"}), "¥0.05");
    EXPECT_EQ(format_amount({123456, "CNY"}), "¥1,234.56");
    EXPECT_EQ(format_amount({100000000000, "USD"}), "US$1,000,000,000.00");
    EXPECT_EQ(format_amount({1500, "JPY"}), "JPY 1,500");
    EXPECT_EQ(format_amount({1500, "KWD"}), "KWD 1.500");
}

TEST(CashierPage, OffersBothOutcomesWhileItIsOpen) {
    for (const auto state : {CashierView::State::open, CashierView::State::declined}) {
        const auto page = cashier_page(view_of(state));
        EXPECT_THAT(page, HasSubstr("¥6,000.00"));
        EXPECT_THAT(page, HasSubstr("action=\"/sandbox/cashier/tok/pay\""));
        EXPECT_THAT(page, HasSubstr("action=\"/sandbox/cashier/tok/decline\""));
        EXPECT_THAT(page, HasSubstr("content=\"755;url=/sandbox/cashier/tok\""));
    }
    for (const auto state : {CashierView::State::paid, CashierView::State::refunded,
                             CashierView::State::expired, CashierView::State::closed}) {
        const auto page = cashier_page(view_of(state));
        EXPECT_THAT(page, Not(HasSubstr("<form")));
        EXPECT_THAT(page, HasSubstr("href=\"/payments/p1?a=1&amp;b=2\""));
    }
    EXPECT_THAT(cashier_page(view_of(CashierView::State::paid)), HasSubstr("3;url=/payments/p1?a=1&amp;b=2"));
}

TEST(CashierPage, NeedsNoScriptAndNoInlineStyle) {
    auto view = view_of(CashierView::State::open);
    view.language = Language::english;
    view.order_nos = {"<script>alert('x')</script>"};
    const auto page = cashier_page(view);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("style=")));
    EXPECT_THAT(page, Not(HasSubstr("<style")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(page, HasSubstr("lang=\"en\""));
}

TEST(CashierPage, TheClockStartsWhereItShould) {
    EXPECT_THAT(cashier_style(std::chrono::seconds(754)), HasSubstr("from { --t: 754; }"));
    EXPECT_THAT(cashier_style(std::chrono::seconds(-5)), HasSubstr("animation: count 0s"));
}

}  // namespace
}  // namespace ecommerce::payment
