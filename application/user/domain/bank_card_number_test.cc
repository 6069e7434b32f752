// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/bank_card_number.h"

#include <gtest/gtest.h>

namespace ecommerce::user {
namespace {

TEST(BankCardNumber, AcceptsFittingCheckDigitsAlone) {
    for (const char* number :
         {"4111111111111111", "5555555555554444", "6200000000000005", "378282246310005"}) {
        EXPECT_TRUE(check_digit_fits(number)) << number;
    }
    EXPECT_FALSE(check_digit_fits("4111111111111112"));
    EXPECT_FALSE(check_digit_fits("1411111111111111")) << "two digits swapped";
    EXPECT_FALSE(check_digit_fits(""));
}

TEST(BankCardNumber, KnowsBrandsByTheirLeadingDigits) {
    EXPECT_EQ(brand_of("6200000000000005"), Brand::unionpay);
    EXPECT_EQ(brand_of("4111111111111111"), Brand::visa);
    EXPECT_EQ(brand_of("5555555555554444"), Brand::mastercard);
    EXPECT_EQ(brand_of("2223003122003222"), Brand::mastercard);
    EXPECT_EQ(brand_of("378282246310005"), Brand::amex);
    EXPECT_EQ(brand_of("3530111333300000"), Brand::jcb);
    EXPECT_EQ(brand_of("9000000000000000"), Brand::other);
}

TEST(BankCardNumber, DropsSpaces) {
    EXPECT_EQ(card_digits("4111 1111 1111 1111"), "4111111111111111");
}

}  // namespace
}  // namespace ecommerce::user
