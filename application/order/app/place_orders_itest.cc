// SPDX-License-Identifier: Apache-2.0
#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "application/order/order_fixture.h"
#include "framework/runtime/join.h"
#include "framework/testing/round_trips.h"

namespace ecommerce::order {
namespace {

using ::testing::SizeIs;

class PlaceOrdersTest : public OrderFixture {};

TEST_F(PlaceOrdersTest, MakesAnOrderForEachShopAndSetsTheDeadline) {
    const auto numbers = place("c1");
    ASSERT_THAT(numbers, SizeIs(2));
    EXPECT_NE(numbers[0], numbers[1]);
    EXPECT_TRUE(numbers[0].starts_with("20260131"));

    const auto created = events.of<v1::OrderCreated>();
    ASSERT_THAT(created, SizeIs(2));
    EXPECT_EQ(created[1].shop_id(), 12);
    EXPECT_EQ(created[1].total().minor_units(), 3000);
    ASSERT_THAT(created[1].lines(), SizeIs(2));
    EXPECT_EQ(created[1].lines(0).quantity(), 2U);
    const auto all = events.all();
    EXPECT_EQ(all.back().message->GetTypeName(), "ecommerce.order.v1.OrderPaymentDue");
    EXPECT_EQ(all.back().deliver_at, clock.now() + std::chrono::minutes(15));

    v1::GetOrderRequest request;
    request.set_order_no(numbers[0]);
    auto buyer = as_buyer();
    const auto got = run(orders().GetOrder(buyer, request));
    ASSERT_TRUE(got);
    const auto& order = got->order();
    EXPECT_EQ(order.status(), v1::ORDER_STATUS_PENDING_PAYMENT);
    EXPECT_EQ(order.total().minor_units(), 3000);
    EXPECT_EQ(order.address().recipient(), "Li Lei");
    ASSERT_THAT(order.items(), SizeIs(2));
    EXPECT_EQ(order.items(0).product_name(), "Mug \"red\", {large}");
    ASSERT_THAT(order.items(0).option_values(), SizeIs(2));
    EXPECT_EQ(order.items(0).option_values(1), "a, b");
    EXPECT_THAT(order.sibling_order_nos(), ::testing::ElementsAre(numbers[1]));
    ASSERT_THAT(order.timeline(), SizeIs(1));
    EXPECT_EQ(order.timeline(0).actor(), v1::ORDER_ACTOR_CUSTOMER);
    EXPECT_EQ(order.allowed_actions(0), v1::ORDER_ACTION_PAY);
    EXPECT_TRUE(order.has_pay_before());
    EXPECT_EQ(order.user_id(), 0);
}

TEST_F(PlaceOrdersTest, TheSameCheckoutAgainGivesTheSameOrders) {
    const auto first = place("c1");
    events.clear();
    EXPECT_EQ(place("c1"), first);
    EXPECT_THAT(events.all(), ::testing::IsEmpty());
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM order_items"), "4");
}

TEST_F(PlaceOrdersTest, TwentyAtOnceMakeOneSetOfOrders) {
    std::mutex mutex;
    std::set<std::string> numbers;
    auto one = [&](const v1::CreateOrdersRequest& request) -> Task<Result<int>> {
        auto call = testing::context_with();
        auto placed = co_await orders().CreateOrders(call, request);
        if (!placed) co_return fail(std::move(placed.error()));
        std::lock_guard lock(mutex);
        for (const auto& order : placed->orders()) numbers.insert(order.order_no());
        co_return 0;
    };
    auto ten = [&](const v1::CreateOrdersRequest& request) -> Task<int> {
        int failed = 0;
        for (int i = 0; i < 5; ++i) {
            auto [a, b] = co_await runtime::both(one(request), one(request));
            failed += !a + !b;
        }
        co_return failed;
    };
    const auto request = new_checkout("c1");
    int failed_there = 0;
    std::thread other([&] { failed_there = run(ten(request), 1); });
    const auto failed_here = run(ten(request), 0);
    other.join();
    EXPECT_EQ(failed_here + failed_there, 0);
    EXPECT_THAT(numbers, SizeIs(2));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders"), "2");
}

TEST_F(PlaceOrdersTest, RefusesAmountsThatDoNotAddUp) {
    const auto refuses = [&](auto change) {
        auto request = new_checkout("c1");
        change(*request.mutable_orders(1));
        const auto placed = run(orders().CreateOrders(context, request));
        return !placed && placed.error().reason() == v1::reason::kTotalMismatch;
    };
    EXPECT_TRUE(refuses([](v1::NewOrder& order) { order.mutable_total()->set_minor_units(2999); }));
    EXPECT_TRUE(refuses([](v1::NewOrder& order) { order.mutable_items(0)->set_quantity(3); }));
    EXPECT_TRUE(refuses([](v1::NewOrder& order) { order.mutable_freight()->set_currency_code("USD"); }));
    EXPECT_TRUE(refuses([](v1::NewOrder& order) { order.set_shop_id(11); }));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders"), "0");
}

TEST_F(PlaceOrdersTest, RefusesToAddAShopToACheckoutThatIsThere) {
    place("c1", {11});
    const auto more = run(orders().CreateOrders(context, new_checkout("c1", {11, 12})));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().reason(), v1::reason::kCheckoutChanged);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders"), "1");
}

TEST_F(PlaceOrdersTest, AnAccountHasOnlySoManyUnpaidCheckouts) {
    OrderStore store(database());
    OrderReader reader(database());
    OrderPublisher publisher(events);
    const PlaceOrders place(database(), store, reader, publisher, clock, 3, std::chrono::minutes(0));
    const auto one = [&](std::string id, std::int64_t user_id) -> Task<Result<void>> {
        auto call = testing::context_with();
        auto request = new_checkout(id);
        request.set_user_id(user_id);
        co_await ok(place(call, request));
        co_return {};
    };
    const auto many = [&](int& refused) -> Task<void> {
        for (int i = 0; i < 4; ++i) {
            const auto id = "c" + std::to_string(i);
            const auto [a, b] = co_await runtime::both(one(id + "a", 7), one(id + "b", 7));
            for (const auto* each : {&a, &b}) {
                if (*each) continue;
                EXPECT_EQ(each->error().reason(), v1::reason::kTooManyUnpaid);
                EXPECT_EQ(each->error().metadata().at("unpaid_max"), "3");
                ++refused;
            }
        }
    };
    int refused = 0;
    run(many(refused));
    EXPECT_EQ(refused, 5);
    EXPECT_EQ(temporary().value("SELECT COUNT(DISTINCT checkout_id) FROM orders"), "3");
    const auto placed = temporary().value("SELECT MIN(checkout_id) FROM orders");
    EXPECT_TRUE(run(one(placed, 7))) << "what is placed already is no further one";
    EXPECT_TRUE(run(one("other", 8)));
    temporary().execute("UPDATE orders SET status = 'CANCELLED', cancelled_at = NOW() WHERE checkout_id = '" +
                        placed + "'");
    EXPECT_TRUE(run(one("next", 7)));
    temporary().execute("DELETE FROM orders");
    temporary().execute("DELETE FROM order_items");
    temporary().execute("DELETE FROM order_moves");
}

TEST_F(PlaceOrdersTest, CostsTwoRoundTripsForAnyNumberOfOrders) {
    testing::RoundTrips trips;
    postgres::Database observed(loops(), budget(), options(), &trips);
    OrderStore store(observed);
    OrderReader reader(observed);
    OrderPublisher publisher(events);
    PlaceOrders place(observed, store, reader, publisher, clock, 20, std::chrono::minutes(0));
    ASSERT_TRUE(run(place(context, new_checkout("c1", {1, 2, 3, 4, 5, 6, 7, 8}))));
    EXPECT_EQ(trips.count, 2);
}

}  // namespace
}  // namespace ecommerce::order
