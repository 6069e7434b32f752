// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor/comparison.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/runtime/loop.h"
#include "framework/testing/run.h"

namespace ecommerce::doctor {
namespace {

namespace v1 = diagnostics::v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A service's facts, and every request for a page of them.
struct Facts {
    std::map<std::string, Fact> facts;
    std::vector<std::string> asked;

    void add(const std::string& id, v1::CheckoutState state, std::int64_t amount = 0) {
        facts[id].set_checkout_id(id);
        facts[id].set_state(state);
        facts[id].set_amount_minor(amount);
    }
    FactSource source(std::string name) {
        return {std::move(name),
                [this](v1::ListCheckoutFactsRequest request) { return page(std::move(request)); }};
    }

private:
    Task<Result<v1::ListCheckoutFactsResponse>> page(v1::ListCheckoutFactsRequest request) {
        asked.push_back(request.after_checkout_id());
        v1::ListCheckoutFactsResponse response;
        auto next = facts.upper_bound(request.after_checkout_id());
        while (next != facts.end() && response.facts_size() < int(request.page_size())) {
            *response.add_facts() = (next++)->second;
        }
        co_return response;
    }
};

class ComparisonTest : public ::testing::Test {
protected:
    void agreed(const std::string& id) {
        orders.add(id, v1::CHECKOUT_STATE_PAID, 5);
        payments.add(id, v1::CHECKOUT_STATE_PAID, 5);
        stock.add(id, v1::CHECKOUT_STATE_PAID);
    }
    Result<Comparison> compare(Extent extent, Progress progress = {}) {
        const Neighbours neighbours{orders.source("order"), payments.source("payment"),
                                    stock.source("product")};
        Comparer comparer(neighbours, [this]() -> Task<Result<std::int64_t>> { co_return on_pending(); });
        return testing::run(
            loops_, comparer.compare(std::move(extent), std::chrono::minutes(1), std::move(progress)));
    }

    Facts orders, payments, stock;
    std::function<std::int64_t()> on_pending = [] { return 0; };
    runtime::Loops loops_{1};
};

std::string number(int i) {
    return "c" + std::string(i < 10 ? "0" : "") + std::to_string(i);
}

TEST_F(ComparisonTest, MeetsEveryCheckoutOnceWhateverThePages) {
    // Each service lacks others of them, so pages end at different places.
    for (int i = 0; i < 40; ++i) {
        stock.add(number(i), v1::CHECKOUT_STATE_CANCELLED);
        if (i % 3 != 0) orders.add(number(i), v1::CHECKOUT_STATE_CANCELLED);
        if (i % 3 == 1) payments.add(number(i), v1::CHECKOUT_STATE_CANCELLED);
    }
    for (std::uint32_t page = 1; page <= 41; ++page) {
        const auto compared = compare({.page_size = page});
        EXPECT_EQ(compared->checkouts, 40) << page;
        EXPECT_THAT(compared->findings, IsEmpty()) << page;
    }
}

TEST_F(ComparisonTest, FindsWhatStaysAndNothingElse) {
    for (int i = 0; i < 30; ++i) agreed(number(i));
    stock.facts.erase("c04");
    payments.facts["c17"].set_amount_minor(6);
    orders.facts.erase("c29");
    const auto compared = compare({.page_size = 5});
    ASSERT_EQ(compared->findings.size(), 3U);
    EXPECT_EQ(compared->findings[0].detail, "checkout c04: orders PAID, payment PAID, stock NONE");
    EXPECT_EQ(compared->findings[1].detail, "checkout c17: 6 <> 5");
    EXPECT_EQ(compared->findings[2].detail, "checkout c29: orders NONE, payment PAID, stock PAID");
}

TEST_F(ComparisonTest, LooksAgainAtThoseThatEventsWereOnTheirWayTo) {
    for (int i = 0; i < 9; ++i) agreed(number(i));
    stock.facts["c05"].set_state(v1::CHECKOUT_STATE_OPEN);
    int left = 2;
    on_pending = [&] {
        if (left > 0 && --left == 0) stock.facts["c05"].set_state(v1::CHECKOUT_STATE_PAID);
        return left;
    };
    EXPECT_THAT(compare({.page_size = 2})->findings, IsEmpty());
    EXPECT_EQ(left, 0);
}

TEST_F(ComparisonTest, GoesOnBehindACheckout) {
    for (int i = 0; i < 30; ++i) agreed(number(i));
    payments.facts["c03"].set_amount_minor(6);
    std::vector<std::string> places;
    const auto compared = compare({.after = "c09", .page_size = 10},
                                  [&](std::int64_t, const std::string& last) { places.push_back(last); });
    EXPECT_EQ(compared->checkouts, 20);
    EXPECT_THAT(compared->findings, IsEmpty()) << "it lies before";
    EXPECT_THAT(places, ElementsAre("c19", "c29"));
}

TEST_F(ComparisonTest, TakesASampleFromARandomPlaceOn) {
    for (const char letter : std::string("AZaz")) {
        for (int i = 0; i < 50; ++i) agreed(std::string("c") + letter + std::to_string(100 + i));
    }
    EXPECT_EQ(compare({.sample = 60, .page_size = 20})->checkouts, 60);
    EXPECT_FALSE(
        std::ranges::all_of(orders.asked, [&](const auto& after) { return after == orders.asked[0]; }));
    EXPECT_EQ(compare({.sample = 200, .page_size = 20})->checkouts, 200)
        << "behind the last one comes the first";
}

TEST_F(ComparisonTest, KeepsAPageOfEachServiceInMemory) {
    for (int i = 0; i < 99; ++i) agreed(number(i));
    const Neighbours neighbours{orders.source("order"), payments.source("payment"), stock.source("product")};
    CheckoutMerge merge(neighbours, "", 7);
    int most = 0;
    for (;;) {
        const auto checkout = testing::run(loops_, merge.next());
        if (checkout->id.empty()) break;
        most = std::max(most, merge.held());
    }
    EXPECT_EQ(most, 3 * 7);
}

TEST_F(ComparisonTest, KeepsAThousandThatDisagreeAndCountsTheOthers) {
    for (int i = 0; i < 1200; ++i) stock.add("c" + std::to_string(1000 + i), v1::CHECKOUT_STATE_PAID);
    const auto compared = compare({});
    EXPECT_EQ(compared->findings.size(), 1000U);
    EXPECT_EQ(compared->unexamined, 200);
}

TEST_F(ComparisonTest, RefusesAServiceWhoseIdsDoNotAscend) {
    agreed("cB");
    stock.facts["x"].set_checkout_id("ca");
    stock.facts["y"].set_checkout_id("cA");
    const auto compared = compare({});
    ASSERT_FALSE(compared);
    EXPECT_THAT(compared.error().message(), HasSubstr("product does not give its checkouts in order: cA"));
}

}  // namespace
}  // namespace ecommerce::doctor
