// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::postgres {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(Source, IsTakenApartInEitherForm) {
    const auto parts = UnorderedElementsAre(Pair("user", "shop"), Pair("password", "p'w\\ d"),
                                            Pair("host", "db"), Pair("dbname", "market"));
    EXPECT_THAT(parse_source("postgresql://shop:p%27w%5C%20d@db/market"), parts);
    EXPECT_THAT(parse_source(R"(host=db dbname=market user=shop password='p\'w\\ d')"), parts);
}

TEST(Source, IsTheSameAgainWhenItIsPutTogether) {
    const auto keywords = parse_source("postgresql://shop:p%27w%5C%20d@db:5433/market?sslmode=verify-full");
    EXPECT_EQ(parse_source(format_source(keywords)), keywords);
}

TEST(Source, IsNotQuotedWhenItIsWrong) {
    try {
        parse_source("host=db password=hunter2 port");
        FAIL() << "no error";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), Not(HasSubstr("hunter2")));
    }
}

}  // namespace
}  // namespace ecommerce::postgres
