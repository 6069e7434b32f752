// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <future>

#include "application/product/app/checkout_facts.h"
#include "application/product/product_fixture.h"
#include "framework/call/reasons.h"

namespace ecommerce::product {
namespace {

using StockTest = ProductFixture;

// Counts down in coroutines of any loop; the test waits for the end.
struct Countdown {
    explicit Countdown(int count) : left(count) {}
    void arrive() {
        if (--left == 0) done.set_value();
    }
    std::atomic<int> left;
    std::promise<void> done;
};

TEST_F(StockTest, TwoHundredBuyersOfTenUnitsGetTen) {
    constexpr int kBuyers = 200;
    const auto sku = sku_with(10);
    std::atomic<int> served = 0;
    std::atomic<int> refused = 0;
    Countdown countdown(kBuyers);
    auto buy = [&](int buyer) -> Task<void> {
        auto call = testing::context_with(std::chrono::seconds(55));
        auto reserved = co_await reserve(call, "c" + std::to_string(buyer), {{sku, 1}});
        if (reserved) ++served;
        if (!reserved && reserved.error().reason() == v1::reason::kOutOfStock) ++refused;
        countdown.arrive();
    };
    for (int buyer = 0; buyer < kBuyers; ++buyer) runtime::spawn(loops()[std::size_t(buyer) % 2], buy(buyer));
    countdown.done.get_future().wait();
    EXPECT_EQ(served, 10);
    EXPECT_EQ(refused, kBuyers - 10);
    EXPECT_EQ(stock_of(sku), "10, 0, 10");
}

TEST_F(StockTest, TwoSkusInOppositeOrderDoNotWaitForEachOther) {
    constexpr int kBuyers = 100;
    const auto first = sku_with(kBuyers);
    const auto second = sku_with(kBuyers);
    std::atomic<int> served = 0;
    Countdown countdown(kBuyers);
    auto buy = [&](int buyer) -> Task<void> {
        auto call = testing::context_with(std::chrono::seconds(55));
        std::vector<StockLine> lines{{first, 1}, {second, 1}};
        if (buyer % 2 == 1) std::swap(lines[0], lines[1]);
        if (co_await reserve(call, "c" + std::to_string(buyer), lines)) ++served;
        countdown.arrive();
    };
    for (int buyer = 0; buyer < kBuyers; ++buyer) runtime::spawn(loops()[std::size_t(buyer) % 2], buy(buyer));
    countdown.done.get_future().wait();
    EXPECT_EQ(served, kBuyers);
    EXPECT_EQ(stock_of(first), "100, 0, 100");
    EXPECT_EQ(stock_of(second), "100, 0, 100");
}

TEST_F(StockTest, LinesOfOneSkuAddUp) {
    const auto sku = sku_with(5);
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 3}, {sku, 3}}), v1::reason::kOutOfStock);
    EXPECT_EQ(stock_of(sku), "5, 5, 0");
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 3}, {sku, 2}}), "");
    EXPECT_EQ(stock_of(sku), "5, 0, 5");
}

TEST_F(StockTest, ReservesAllLinesOrNone) {
    const auto plenty = sku_with(10);
    const auto scarce = sku_with(1);
    auto reserved = run(reserve(context, "c1", {{plenty, 2}, {scarce, 2}}));
    ASSERT_FALSE(reserved);
    EXPECT_EQ(reserved.error().reason(), v1::reason::kOutOfStock);
    EXPECT_EQ(stock_of(plenty), "10, 10, 0");
    EXPECT_EQ(reason_of_reserve("c1", {{9999, 1}}), v1::reason::kOutOfStock);
}

TEST_F(StockTest, TheSameReservationAgainChangesNothing) {
    const auto sku = sku_with(5);
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 5}}), "");
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 5}}), "");
    EXPECT_EQ(stock_of(sku), "5, 0, 5");
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 4}}), v1::reason::kCheckoutExpired);
    EXPECT_TRUE(sell("c1"));
    EXPECT_TRUE(sell("c1"));
    EXPECT_TRUE(release("c1"));
    EXPECT_EQ(stock_of(sku), "0, 0, 0");
}

TEST_F(StockTest, WhatWasReleasedIsNeitherReservedNorSoldAgain) {
    const auto sku = sku_with(5);
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 5}}), "");
    EXPECT_TRUE(release("c1"));
    EXPECT_TRUE(release("c1"));
    EXPECT_TRUE(release("unknown"));
    EXPECT_EQ(stock_of(sku), "5, 5, 0");
    EXPECT_EQ(reason_of_reserve("c1", {{sku, 5}}), v1::reason::kCheckoutExpired);
    auto sold = sell("c1");
    ASSERT_FALSE(sold);
    EXPECT_EQ(sold.error().reason(), v1::reason::kCheckoutExpired);
}

// In each round a sale, a release and the same reservation again meet: one of the first two wins.
TEST_F(StockTest, ASaleAndAReleaseAtOnceMoveTheUnitsOnce) {
    constexpr int kRounds = 60;
    const auto sku = sku_with(kRounds);
    for (int round = 0; round < kRounds; ++round) {
        ASSERT_EQ(reason_of_reserve("c" + std::to_string(round), {{sku, 1}}), "");
    }
    std::atomic<int> sales = 0;
    Countdown countdown(3 * kRounds);
    auto act = [&](int round, int what) -> Task<void> {
        auto call = testing::context_with(std::chrono::seconds(55));
        const auto id = "c" + std::to_string(round);
        if (what == 0) {
            v1::CommitStockRequest request;
            request.set_reservation_id(id);
            if (co_await inventory().CommitStock(call, request)) ++sales;
        } else if (what == 1) {
            v1::ReleaseStockRequest request;
            request.set_reservation_id(id);
            EXPECT_TRUE(co_await inventory().ReleaseStock(call, request));
        } else {
            (void)co_await reserve(call, id, {{sku, 1}});
        }
        countdown.arrive();
    };
    for (int round = 0; round < kRounds; ++round) {
        for (int what = 0; what < 3; ++what) {
            runtime::spawn(loops()[std::size_t(round + what) % 2], act(round, (what + round) % 3));
        }
    }
    countdown.done.get_future().wait();
    const auto left = std::to_string(kRounds - sales);
    EXPECT_EQ(stock_of(sku), left + ", " + left + ", 0");
}

TEST_F(StockTest, TheSweeperGivesBackWhatNobodyOrdered) {
    const auto sku = sku_with(5);
    ASSERT_EQ(reason_of_reserve("c1", {{sku, 2}}), "");
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
    clock.advance(std::chrono::minutes(26));
    for (const auto status : {order::v1::ORDER_STATUS_PENDING_PAYMENT, order::v1::ORDER_STATUS_PAID}) {
        statuses = {status};
        EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
    }
    order_channel.before = [](const std::string&) { return fail(reason::unavailable("Away.")); };
    EXPECT_FALSE(run(sweeper().sweep(context)));
    EXPECT_EQ(stock_of(sku), "5, 3, 2");
    order_channel.before = [](const std::string&) { return Result<void>(); };
    statuses = {order::v1::ORDER_STATUS_CANCELLED, order::v1::ORDER_STATUS_CANCELLED};
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 1);
    EXPECT_EQ(stock_of(sku), "5, 5, 0");
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
}

TEST_F(StockTest, TheSweeperLeavesWhatIsReservedAgainWhileItAsks) {
    const auto sku = sku_with(5);
    ASSERT_EQ(reason_of_reserve("c1", {{sku, 2}}), "");
    clock.advance(std::chrono::minutes(26));
    order_channel.before = [this, sku](const std::string&) -> Result<void> {
        auto call = testing::context_with();
        EXPECT_TRUE(testing::run(loops(), reserve(call, "c1", {{sku, 2}}), 1));
        return {};
    };
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
    EXPECT_EQ(stock_of(sku), "5, 3, 2");
}

TEST_F(StockTest, TheSweeperReachesWhatIsBehindManyThatStay) {
    const auto sku = sku_with(30);
    // Four pages that stay, then two that nobody ordered; some expire at the same moment.
    for (int i = 0; i < 18; ++i) {
        const auto id = "c" + std::to_string(i);
        ASSERT_EQ(reason_of_reserve(id, {{sku, 1}}), "");
        if (i < 12) awaited.insert(id);
        if (i % 2 == 0) clock.advance(std::chrono::seconds(1));
    }
    clock.advance(std::chrono::minutes(26));
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
    EXPECT_EQ(asked, 9) << "one look does no more than it may";
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 6);
    EXPECT_EQ(stock_of(sku), "30, 18, 12");
    // Behind the newest comes the oldest again.
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 0);
    awaited.erase("c0");
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 1);
    EXPECT_EQ(stock_of(sku), "30, 19, 11");
}

TEST_F(StockTest, OneCheckoutThatFailsDoesNotStopTheSweeper) {
    const auto sku = sku_with(5);
    ASSERT_EQ(reason_of_reserve("c1", {{sku, 1}}), "");
    clock.advance(std::chrono::seconds(1));
    ASSERT_EQ(reason_of_reserve("c2", {{sku, 1}}), "");
    clock.advance(std::chrono::minutes(26));
    int calls = 0;
    order_channel.before = [&calls](const std::string&) -> Result<void> {
        if (++calls == 1) return fail(reason::internal("Only this one."));
        return {};
    };
    EXPECT_FALSE(run(sweeper().sweep(context)));
    calls = -1;  // the first is the second checkout, behind the one that failed, and that fails again
    EXPECT_FALSE(run(sweeper().sweep(context)));
    EXPECT_EQ(stock_of(sku), "5, 4, 1");
    EXPECT_EQ(run(sweeper().sweep(context)).value(), 1);
    EXPECT_EQ(stock_of(sku), "5, 5, 0");
}

TEST_F(StockTest, OrdersOfACheckoutEndOneByOne) {
    const auto first = on_sale(new_product("Mug", 1000, 5));
    const auto second = on_sale(new_product("Cup", 1000, 5));
    ASSERT_EQ(reason_of_reserve("c1", {{first.skus(0).id(), 2}, {second.skus(0).id(), 1}}), "");
    order::v1::OrderPaid paid;
    paid.set_checkout_id("c1");
    auto& line = *paid.add_lines();
    line.set_product_id(first.id());
    line.set_sku_id(first.skus(0).id());
    line.set_quantity(2);
    EXPECT_TRUE(take(paid));
    EXPECT_EQ(temporary().value("SELECT status FROM reservations"), "OPEN");
    order::v1::OrderCancelled cancelled;
    cancelled.set_checkout_id("c1");
    cancelled.add_lines()->set_sku_id(second.skus(0).id());
    EXPECT_TRUE(take(cancelled));
    EXPECT_TRUE(take(cancelled));
    EXPECT_EQ(stock_of(first.skus(0).id()), "3, 3, 0");
    EXPECT_EQ(stock_of(second.skus(0).id()), "5, 5, 0");
    EXPECT_EQ(temporary().value("SELECT status FROM reservations"), "SOLD");
    EXPECT_EQ(
        temporary().value("SELECT sold_count FROM listings WHERE product_id = " + std::to_string(first.id())),
        "2");
    EXPECT_FALSE(take(paid));

    diagnostics::v1::ListCheckoutFactsRequest all;
    all.set_page_size(10);
    const auto facts = run(CheckoutFacts(checks()).ListCheckoutFacts(context, all)).value();
    ASSERT_EQ(facts.facts_size(), 1);
    EXPECT_EQ(facts.facts(0).units(), 3);
    EXPECT_EQ(facts.facts(0).state(), diagnostics::v1::CHECKOUT_STATE_MIXED);
}

TEST_F(StockTest, WhatIsPaidBackUnshippedComesBackOnce) {
    const auto mug = on_sale(new_product("Mug", 1000, 2));  // the last ones: its price in lists follows
    const auto cup = on_sale(new_product("Cup", 1000, 5));
    ASSERT_EQ(reason_of_reserve("c1", {{mug.skus(0).id(), 2}, {cup.skus(0).id(), 1}}), "");
    const auto about = [](auto event, const v1::Product& product, std::uint32_t quantity) {
        event.set_checkout_id("c1");
        auto& line = *event.add_lines();
        line.set_product_id(product.id());
        line.set_sku_id(product.skus(0).id());
        line.set_quantity(quantity);
        return event;
    };
    const auto refunding = about(order::v1::OrderRefunding(), mug, 2);
    // It overtook the news of the sale.
    EXPECT_FALSE(take(refunding));
    EXPECT_TRUE(take(about(order::v1::OrderPaid(), mug, 2)));
    EXPECT_TRUE(take(about(order::v1::OrderPaid(), cup, 1)));
    EXPECT_TRUE(take(refunding));
    EXPECT_TRUE(take(refunding));
    EXPECT_EQ(stock_of(mug.skus(0).id()), "2, 2, 0");
    EXPECT_EQ(stock_of(cup.skus(0).id()), "4, 4, 0");
    EXPECT_EQ(
        temporary().value("SELECT sold_count FROM listings WHERE product_id = " + std::to_string(mug.id())),
        "0");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM stock_movements WHERE kind = 6"), "1");
    EXPECT_EQ(temporary().value("SELECT status FROM reservations"), "SOLD");

    auto shipped = about(order::v1::OrderRefunding(), cup, 1);
    shipped.set_shipped(true);
    EXPECT_TRUE(take(shipped));
    EXPECT_EQ(stock_of(cup.skus(0).id()), "4, 4, 0");

    diagnostics::v1::ListCheckoutFactsRequest all;
    all.set_page_size(10);
    const auto facts = run(CheckoutFacts(checks()).ListCheckoutFacts(context, all)).value();
    EXPECT_EQ(facts.facts(0).units(), 3);
    EXPECT_EQ(facts.facts(0).returned_units(), 2);
    EXPECT_EQ(facts.facts(0).state(), diagnostics::v1::CHECKOUT_STATE_PAID);
}

TEST_F(StockTest, AnAdjustmentTakesNoReservedUnits) {
    const auto sku = sku_with(5);
    ASSERT_EQ(reason_of_reserve("c1", {{sku, 2}}), "");
    v1::AdjustStockRequest request;
    request.set_id(sku);
    request.set_delta(-4);
    request.set_reason("count");
    auto seller = as_seller();
    auto adjusted = run(inventory().AdjustStock(seller, request));
    ASSERT_FALSE(adjusted);
    EXPECT_EQ(adjusted.error().reason(), v1::reason::kStockTooLow);
    auto other = as_seller(12);
    EXPECT_EQ(run(inventory().AdjustStock(other, request)).error().code(), Code::not_found);
    request.set_delta(-3);
    EXPECT_TRUE(run(inventory().AdjustStock(seller, request)));
    EXPECT_EQ(stock_of(sku), "2, 0, 2");

    v1::ListStockMovementsRequest list;
    list.set_id(sku);
    list.set_page_size(2);
    auto page = run(inventory().ListStockMovements(seller, list));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->movements_size(), 2);
    EXPECT_EQ(page->movements(0).kind(), v1::STOCK_MOVE_KIND_ADJUSTMENT);
    EXPECT_EQ(page->movements(0).on_hand_after(), 2);
    list.set_page_token(page->next_page_token());
    page = run(inventory().ListStockMovements(seller, list));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->movements_size(), 1);
    EXPECT_EQ(page->movements(0).kind(), v1::STOCK_MOVE_KIND_INITIAL);
}

TEST_F(StockTest, TheChecksFindDamage) {
    const auto sku = sku_with(5);
    ASSERT_EQ(reason_of_reserve("c1", {{sku, 2}}), "");
    temporary().execute("ALTER TABLE sku_stock DROP CONSTRAINT sku_stock_sum_ck");
    temporary().execute("UPDATE sku_stock SET on_hand = on_hand + 1");
    EXPECT_EQ(violations(), "on hand = available + reserved\nstock movements add up to stock\n");
    temporary().execute("UPDATE sku_stock SET on_hand = on_hand - 1");
    temporary().execute("UPDATE sku_stock SET available = available + 1, reserved = reserved - 1");
    EXPECT_EQ(violations(), "reserved = sum of open reservation lines\nstock movements add up to stock\n");
    temporary().execute("UPDATE sku_stock SET available = available - 1, reserved = reserved + 1");
    temporary().execute("UPDATE reservations SET status = 'RELEASED'");
    EXPECT_EQ(violations(), "a reservation is where its lines are\n");
    temporary().execute("UPDATE reservations SET status = 'OPEN'");
}

}  // namespace
}  // namespace ecommerce::product
