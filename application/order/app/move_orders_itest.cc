// SPDX-License-Identifier: Apache-2.0
#include <barrier>
#include <thread>

#include <gmock/gmock.h>

#include "application/order/order_fixture.h"

namespace ecommerce::order {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class MoveOrdersTest : public OrderFixture {
protected:
    Result<v1::Order> ship(const std::string& order_no, std::int64_t shop_id) {
        v1::ShipOrderRequest request;
        request.set_order_no(order_no);
        request.set_carrier("SF Express");
        request.set_tracking_no("SF1234");
        auto seller = as_seller(shop_id);
        auto shipped = run(shop_orders().ShipOrder(seller, request));
        if (!shipped) return fail(shipped.error());
        return shipped->order();
    }
    Result<v1::Order> confirm(const std::string& order_no, std::int64_t user_id = kBuyer) {
        v1::ConfirmReceiptRequest request;
        request.set_order_no(order_no);
        auto buyer = as_buyer(user_id);
        auto confirmed = run(orders().ConfirmReceipt(buyer, request));
        if (!confirmed) return fail(confirmed.error());
        return confirmed->order();
    }
    Result<v1::CancelOrderResponse> cancel(const std::string& order_no, std::int64_t user_id = kBuyer) {
        v1::CancelOrderRequest request;
        request.set_order_no(order_no);
        request.set_reason("Changed my mind");
        auto buyer = as_buyer(user_id);
        return run(orders().CancelOrder(buyer, request));
    }
};

TEST_F(MoveOrdersTest, APaymentPaysAllOrdersOfItsCheckout) {
    const auto numbers = place("c1");
    clock.advance(std::chrono::minutes(5));
    take(payment_of("c1"));
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_PAID);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_PAID);
    const auto paid = events.of<v1::OrderPaid>();
    ASSERT_THAT(paid, SizeIs(2));
    EXPECT_EQ(paid[0].payment_id(), "p-c1");
    EXPECT_THAT(paid[0].lines(), SizeIs(2));
    EXPECT_EQ(rpc::to_time(paid[0].paid_at()), clock.now());

    cancel_at_deadline("c1");
    take(payment_of("c1"));
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_PAID);
    EXPECT_THAT(events.of<v1::OrderPaid>(), SizeIs(2));
    EXPECT_THAT(events.of<v1::OrderCancelled>(), IsEmpty());
    EXPECT_THAT(events.of<v1::OrderPaymentRefused>(), IsEmpty());
}

TEST_F(MoveOrdersTest, APaymentForOrdersThatAreOverIsRefusedAndItsReturnNoted) {
    const auto numbers = place("c1");
    cancel_at_deadline("c1");
    EXPECT_THAT(events.of<v1::OrderCancelled>(), SizeIs(2));
    EXPECT_EQ(events.of<v1::OrderCancelled>()[0].actor(), v1::ORDER_ACTOR_SYSTEM);
    take(payment_of("c1"));
    ASSERT_THAT(events.of<v1::OrderPaymentRefused>(), SizeIs(1));
    EXPECT_EQ(events.of<v1::OrderPaymentRefused>()[0].payment_id(), "p-c1");
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_CANCELLED);

    payment::v1::PaymentRefunded refunded;
    refunded.set_checkout_id("c1");
    take(refunded);
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_CANCELLED);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders WHERE refunded_at IS NOT NULL"), "2");
}

TEST_F(MoveOrdersTest, APaymentOfAnotherAmountOrNumberIsRefused) {
    const auto numbers = place("c1");
    take(payment_of("c1", 5999));
    auto other = payment_of("c1");
    other.set_payment_id("p-other");
    take(other);
    take(payment_of("c-unknown"));
    EXPECT_THAT(events.of<v1::OrderPaymentRefused>(), SizeIs(3));
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_PENDING_PAYMENT);
}

TEST_F(MoveOrdersTest, ACloseOfThePaymentCancels) {
    const auto numbers = place("c1");
    payment::v1::PaymentClosed closed;
    closed.set_checkout_id("c1");
    closed.set_reason("Given up");
    take(closed);
    take(closed);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_CANCELLED);
    EXPECT_THAT(events.of<v1::OrderCancelled>(), SizeIs(2));
}

TEST_F(MoveOrdersTest, ARefundOfAPaidOrderEndsIt) {
    const auto numbers = place("c1");
    take(payment_of("c1"));
    payment::v1::PaymentRefunded refunded;
    refunded.set_checkout_id("c1");
    refunded.set_reason("Damaged");
    take(refunded);
    take(refunded);
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_REFUNDED);
    // So that its units come back.
    EXPECT_THAT(events.of<v1::OrderRefunding>(), SizeIs(2));
}

TEST_F(MoveOrdersTest, CancellingOneCancelsAllThatArePaidTogether) {
    const auto numbers = place("c1");
    const auto cancelled = cancel(numbers[1]);
    ASSERT_TRUE(cancelled);
    EXPECT_THAT(cancelled->cancelled_order_nos(), ::testing::UnorderedElementsAreArray(numbers));
    EXPECT_EQ(cancelled->order().cancel_reason(), "Changed my mind");
    EXPECT_EQ(cancelled->order().timeline(1).actor(), v1::ORDER_ACTOR_CUSTOMER);

    const auto again = cancel(numbers[1]);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason(), v1::reason::kOrderState);
    EXPECT_EQ(again.error().metadata().at("status"), "CANCELLED");
    EXPECT_EQ(cancel(numbers[0], 8).error().code(), Code::not_found);
}

TEST_F(MoveOrdersTest, ShippedOrdersCompleteWhenConfirmedOrInTime) {
    const auto numbers = place("c1");
    EXPECT_EQ(ship(numbers[0], 11).error().reason(), v1::reason::kOrderState);
    take(payment_of("c1"));
    EXPECT_EQ(ship(numbers[0], 12).error().code(), Code::not_found);
    EXPECT_EQ(ship(numbers[0], 0).error().code(), Code::forbidden);
    const auto shipped = ship(numbers[0], 11);
    ASSERT_TRUE(shipped);
    EXPECT_EQ(shipped->status(), v1::ORDER_STATUS_SHIPPED);
    EXPECT_EQ(shipped->tracking_no(), "SF1234");
    EXPECT_EQ(rpc::to_time(shipped->completes_at()), clock.now() + std::chrono::days(10));
    EXPECT_EQ(events.all().back().deliver_at, clock.now() + std::chrono::days(10));
    EXPECT_FALSE(shipped->has_ship_before());
    EXPECT_THAT(events.of<v1::OrderShipped>(), SizeIs(1));
    ASSERT_TRUE(ship(numbers[1], 12));

    EXPECT_EQ(confirm(numbers[0], 8).error().code(), Code::not_found);
    EXPECT_EQ(confirm(numbers[0])->status(), v1::ORDER_STATUS_COMPLETED);
    EXPECT_EQ(confirm(numbers[0]).error().reason(), v1::reason::kOrderState);
    for (const auto& number : numbers) {
        v1::OrderReceiptDue due;
        due.set_order_no(number);
        take(due);
        take(due);
        EXPECT_EQ(status_of(number), v1::ORDER_STATUS_COMPLETED);
    }
    const auto completed = events.of<v1::OrderCompleted>();
    ASSERT_THAT(completed, SizeIs(2));
    ASSERT_EQ(completed[0].lines_size(), 2);
    EXPECT_EQ(completed[0].lines(0).product_name(), "Mug \"red\", {large}");
    EXPECT_EQ(completed[0].lines(1).line_no(), 2U);
    EXPECT_EQ(rpc::to_time(completed[0].completed_at()), clock.now());
}

TEST_F(MoveOrdersTest, ADeletedAccountLeavesNoAddressBehind) {
    const auto finished = place("c1");
    EXPECT_TRUE(cancel(finished[0]));
    const auto running = place("c2", {11});
    take(payment_of("c2", 3000));
    user::v1::UserDeleted deleted;
    deleted.set_user_id(kBuyer);
    take(deleted);
    const auto left =
        "SELECT STRING_AGG(DISTINCT recipient || phone || street, ',') FROM orders WHERE checkout_id = ";
    EXPECT_EQ(temporary().value(std::string(left) + "'c1'"), "");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM order_moves WHERE reason = 'Changed my mind'"), "0");
    EXPECT_NE(temporary().value(std::string(left) + "'c2'"), "");
    ASSERT_TRUE(ship(running[0], 11));
    v1::OrderReceiptDue due;
    due.set_order_no(running[0]);
    take(due);
    EXPECT_EQ(temporary().value(std::string(left) + "'c2'"), "");
}

TEST_F(MoveOrdersTest, AClosedAccountPlacesNothingMore) {
    const auto before = place("c1");
    user::v1::UserDeleted deleted;
    deleted.set_user_id(kBuyer);
    take(deleted);
    take(deleted);
    const auto late = run(orders().CreateOrders(context, new_checkout("c2")));
    EXPECT_EQ(late.error().code(), Code::not_found);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders WHERE checkout_id = 'c2'"), "0");
    EXPECT_EQ(place("c1"), before) << "what was placed is told again";
}

TEST_F(MoveOrdersTest, NothingIsPlacedAtTheShopOfAClosedAccount) {
    user::v1::UserDeleted deleted;
    deleted.set_user_id(99);
    deleted.set_shop_id(12);
    take(deleted);
    EXPECT_EQ(run(orders().CreateOrders(context, new_checkout("c1"))).error().code(), Code::not_found);
    EXPECT_EQ(place("c2", {11}).size(), 1U);
}

// A transaction that began before the account was closed commits after: the second look finds it.
TEST_F(MoveOrdersTest, ASecondLookFindsWhatWasPlacedMeanwhile) {
    const auto numbers = place("c1", {11});
    EXPECT_TRUE(cancel(numbers[0]));
    v1::AccountErasureDue due;
    {
        user::v1::UserDeleted deleted;
        deleted.set_user_id(99);
        take(deleted);
        ASSERT_THAT(events.of<v1::AccountErasureDue>(), SizeIs(1));
        due = events.of<v1::AccountErasureDue>().front();
        EXPECT_EQ(due.user_id(), 99);
    }
    due.set_user_id(kBuyer);
    take(due);
    EXPECT_EQ(temporary().value("SELECT recipient || phone || street FROM orders"), "");
    EXPECT_THAT(events.of<v1::AccountErasureDue>(), SizeIs(1)) << "no third one";
}

TEST_F(MoveOrdersTest, ADeletedSellersNameLeavesAllOrdersInSteps) {
    place("c1", {11, 12});
    temporary().execute(R"sql(
        INSERT INTO orders (order_no, checkout_id, payment_id, payment_method, user_id, shop_id, shop_name, status, note,
                            item_count, quantity, currency_code, goods_minor, freight_minor, discount_minor, total_minor,
                            recipient, phone, country_code, province, city, district, street, postal_code, created_at,
                            pay_before)
        SELECT 'many-' || n, 'many-' || n, '', '', 8, 12, 'Shop 12', 'CANCELLED', '', 0, 0, 'CNY', 0, 0, 0, 0, '', '', '',
               '', '', '', '', '', NOW(), NOW()
        FROM GENERATE_SERIES(1, 2000) AS n
    )sql");
    user::v1::UserDeleted deleted;
    deleted.set_user_id(99);
    deleted.set_shop_id(12);
    take(deleted);
    for (std::size_t steps = 1; events.of<v1::AccountErasureDue>().size() > steps; ++steps) {
        take(events.of<v1::AccountErasureDue>()[steps]);
    }
    EXPECT_EQ(temporary().value("SELECT STRING_AGG(DISTINCT shop_name, ',') FROM orders WHERE shop_id = 12"),
              "");
    EXPECT_EQ(temporary().value("SELECT STRING_AGG(DISTINCT shop_name, ',') FROM orders WHERE shop_id = 11"),
              "Shop 11");
    EXPECT_THAT(events.of<v1::AccountErasureDue>(), SizeIs(3)) << "a second look, and two more steps";
    temporary().execute("DELETE FROM orders WHERE order_no LIKE 'many-%'");
}

TEST_F(MoveOrdersTest, ABuyersWordsStayAtTheOrder) {
    EXPECT_TRUE(cancel(place("c1", {11})[0]));
    ASSERT_THAT(events.of<v1::OrderCancelled>(), SizeIs(1));
    EXPECT_EQ(events.of<v1::OrderCancelled>().front().reason(), "");
    EXPECT_EQ(temporary().value("SELECT cancel_reason FROM orders"), "Changed my mind");
}

// Two loops meet at a barrier in each round; one brings the payment, the other the deadline.
TEST_F(MoveOrdersTest, APaymentAtTheDeadlineEitherPaysOrIsRefused) {
    constexpr int kRounds = 300;
    for (int round = 0; round < kRounds; ++round) place("c" + std::to_string(round));
    events.clear();
    std::barrier meeting(2);
    auto rounds = [&](bool pays, std::size_t loop) {
        for (int round = 0; round < kRounds; ++round) {
            const auto checkout_id = "c" + std::to_string(round);
            auto call = testing::context_with();
            v1::OrderPaymentDue due;
            due.set_checkout_id(checkout_id);
            const auto payment = payment_of(checkout_id);
            meeting.arrive_and_wait();
            auto taken = pays ? run(deliver(call, payment), loop) : run(deliver(call, due), loop);
            EXPECT_TRUE(taken);
        }
    };
    std::thread payer(rounds, true, 0);
    std::thread timer(rounds, false, 1);
    payer.join();
    timer.join();

    const auto paid = events.of<v1::OrderPaid>().size();
    const auto cancelled = events.of<v1::OrderCancelled>().size();
    const auto refused = events.of<v1::OrderPaymentRefused>().size();
    EXPECT_EQ(paid + cancelled, 2U * kRounds);
    EXPECT_EQ(refused, cancelled / 2);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders WHERE status = 'PAID'"), std::to_string(paid));
    EXPECT_EQ(temporary().value(
                  "SELECT COUNT(*) FROM orders WHERE paid_at IS NOT NULL AND cancelled_at IS NOT NULL"),
              "0");
}

}  // namespace
}  // namespace ecommerce::order
