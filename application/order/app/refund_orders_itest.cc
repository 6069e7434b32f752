// SPDX-License-Identifier: Apache-2.0
// How a paid order goes back: every door, and what it meets on the way.
#include <atomic>
#include <barrier>
#include <thread>

#include <gmock/gmock.h>

#include "application/order/order_fixture.h"

namespace ecommerce::order {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RefundOrdersTest : public OrderFixture {
protected:
    Task<Result<v1::CancelOrderResponse>> ask_to_cancel(const std::string& order_no,
                                                        std::int64_t user_id = kBuyer) {
        v1::CancelOrderRequest request;
        request.set_order_no(order_no);
        request.set_reason("Changed my mind");
        auto buyer = as_buyer(user_id);
        co_return co_await orders().CancelOrder(buyer, request);
    }
    Result<v1::CancelOrderResponse> cancel(const std::string& order_no, std::int64_t user_id = kBuyer) {
        return run(ask_to_cancel(order_no, user_id));
    }
    Task<Result<v1::ShipOrderResponse>> ask_to_ship(const std::string& order_no, std::int64_t shop_id) {
        v1::ShipOrderRequest request;
        request.set_order_no(order_no);
        request.set_carrier("SF Express");
        request.set_tracking_no("SF1234");
        auto seller = as_seller(shop_id);
        co_return co_await shop_orders().ShipOrder(seller, request);
    }
    Result<v1::ShipOrderResponse> ship(const std::string& order_no, std::int64_t shop_id) {
        return run(ask_to_ship(order_no, shop_id));
    }
    Result<v1::Order> decline(const std::string& order_no, std::int64_t shop_id) {
        v1::DeclineOrderRequest request;
        request.set_order_no(order_no);
        request.set_reason("Broken in the store");
        auto seller = as_seller(shop_id);
        auto declined = run(shop_orders().DeclineOrder(seller, request));
        if (!declined) return fail(declined.error());
        return declined->order();
    }
    Result<v1::Order> refund(const std::string& order_no) {
        v1::RefundOrderRequest request;
        request.set_order_no(order_no);
        request.set_reason("The parcel was lost");
        auto administrator = as_admin();
        auto refunded = run(admin().RefundOrder(administrator, request));
        if (!refunded) return fail(refunded.error());
        return refunded->order();
    }
    // Paid orders of the shops 11 and 12.
    std::vector<std::string> buy(const std::string& checkout_id) {
        auto numbers = place(checkout_id);
        take(payment_of(checkout_id));
        return numbers;
    }
    void close_shop(std::int64_t shop_id, bool for_good) {
        user::v1::ShopClosed closed;
        closed.set_shop_id(shop_id);
        closed.set_for_good(for_good);
        take(closed);
        take_call_offs();
    }
    void reach_shipment_limit(const std::string& order_no) {
        v1::OrderShipmentDue due;
        due.set_order_no(order_no);
        take(due);
    }
};

TEST_F(RefundOrdersTest, TheBuyerCancelsAPaidOrderAlone) {
    const auto numbers = buy("c1");
    const auto cancelled = cancel(numbers[0]);
    ASSERT_TRUE(cancelled);
    EXPECT_THAT(cancelled->cancelled_order_nos(), ElementsAre(numbers[0]));
    EXPECT_EQ(cancelled->order().status(), v1::ORDER_STATUS_REFUNDING);
    EXPECT_EQ(cancelled->order().cancel_reason(), "Changed my mind");
    EXPECT_EQ(cancelled->order().timeline(2).actor(), v1::ORDER_ACTOR_CUSTOMER);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_PAID);
    const auto told = events.of<v1::OrderRefunding>();
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].order_no(), numbers[0]);
    EXPECT_EQ(told[0].payment_id(), "p-c1");
    EXPECT_EQ(told[0].total().minor_units(), 3000);
    EXPECT_EQ(told[0].reason(), "") << "the buyer's words stay at the order";
    EXPECT_THAT(told[0].lines(), SizeIs(2));
    EXPECT_FALSE(told[0].shipped());
    EXPECT_THAT(events.of<v1::OrderCancelled>(), IsEmpty());

    EXPECT_EQ(cancel(numbers[0]).error().metadata().at("status"), "REFUNDING");
    EXPECT_EQ(ship(numbers[0], 11).error().reason(), v1::reason::kOrderState);
    EXPECT_EQ(cancel(numbers[1], 8).error().code(), Code::not_found);
    pay_back("c1", {numbers[0]});
    pay_back("c1", {numbers[0]});
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_REFUNDED);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_PAID);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM orders WHERE refunded_at IS NOT NULL"), "1");
}

TEST_F(RefundOrdersTest, WhatIsShippedIsNotTheBuyersToCancelNorTheSellersToDecline) {
    const auto numbers = buy("c1");
    ASSERT_TRUE(ship(numbers[0], 11));
    EXPECT_EQ(cancel(numbers[0]).error().metadata().at("status"), "SHIPPED");
    EXPECT_EQ(decline(numbers[0], 11).error().metadata().at("status"), "SHIPPED");
    // The other order of the checkout is not held up by it.
    EXPECT_TRUE(cancel(numbers[1]));
}

TEST_F(RefundOrdersTest, TheSellerDeclinesThePaidOrdersOfTheOwnShop) {
    const auto numbers = buy("c1");
    EXPECT_EQ(decline(numbers[0], 12).error().code(), Code::not_found);
    EXPECT_EQ(decline(numbers[0], 0).error().code(), Code::forbidden);
    const auto declined = decline(numbers[0], 11);
    ASSERT_TRUE(declined);
    EXPECT_EQ(declined->status(), v1::ORDER_STATUS_REFUNDING);
    EXPECT_EQ(declined->cancel_reason(), "Broken in the store");
    EXPECT_EQ(declined->timeline(2).actor(), v1::ORDER_ACTOR_SELLER);
    EXPECT_EQ(declined->timeline(2).actor_user_id(), 911);
    EXPECT_EQ(decline(numbers[0], 11).error().reason(), v1::reason::kOrderState);
    const auto unpaid = place("c2");
    EXPECT_EQ(decline(unpaid[0], 11).error().metadata().at("status"), "PENDING_PAYMENT");
}

TEST_F(RefundOrdersTest, AnAdministratorPaysBackWhatIsPaidOrShipped) {
    const auto numbers = buy("c1");
    EXPECT_EQ(refund(numbers[0])->status(), v1::ORDER_STATUS_REFUNDING);
    ASSERT_TRUE(ship(numbers[1], 12));
    const auto refunded = refund(numbers[1]);
    ASSERT_TRUE(refunded);
    EXPECT_EQ(refunded->timeline(3).actor(), v1::ORDER_ACTOR_ADMIN);
    EXPECT_EQ(refunded->timeline(3).reason(), "The parcel was lost");
    const auto told = events.of<v1::OrderRefunding>();
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_FALSE(told[0].shipped());
    EXPECT_TRUE(told[1].shipped());
    EXPECT_EQ(refund(numbers[1]).error().reason(), v1::reason::kOrderState);
    EXPECT_EQ(refund("202601319999999999").error().code(), Code::not_found);
    // Nobody has to confirm what goes back.
    v1::OrderReceiptDue due;
    due.set_order_no(numbers[1]);
    take(due);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_REFUNDING);
    pay_back("c1", numbers);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_REFUNDED);
}

TEST_F(RefundOrdersTest, MoneyThatTheProviderTookBackUnaskedCallsNoParcelBack) {
    const auto numbers = buy("c1");
    ASSERT_TRUE(ship(numbers[0], 11));
    pay_back("c1", numbers);
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_SHIPPED);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_REFUNDED);
    // Its units come back, those of the parcel do not.
    ASSERT_THAT(events.of<v1::OrderRefunding>(), SizeIs(1));
    EXPECT_EQ(events.of<v1::OrderRefunding>()[0].order_no(), numbers[1]);
    // An administrator may end it all the same.
    EXPECT_TRUE(refund(numbers[0]));
    pay_back("c1", {numbers[0]});
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_REFUNDED);
}

TEST_F(RefundOrdersTest, WhatNobodyShipsIsPaidBackAfterTwiceThePromisedTime) {
    const auto numbers = place("c1");
    const auto paid_at = clock.now();
    take(payment_of("c1"));
    v1::GetOrderRequest request;
    request.set_order_no(numbers[0]);
    auto buyer = as_buyer();
    const auto order = run(orders().GetOrder(buyer, request)).value().order();
    EXPECT_EQ(rpc::to_time(order.ship_before()), paid_at + 48h);
    EXPECT_THAT(order.allowed_actions(), ElementsAre(v1::ORDER_ACTION_CANCEL));
    for (const auto& event : events.all()) {
        if (dynamic_cast<const v1::OrderShipmentDue*>(event.message.get())) {
            EXPECT_EQ(event.deliver_at, paid_at + 96h);
        }
    }
    EXPECT_THAT(events.of<v1::OrderShipmentDue>(), SizeIs(2));

    ASSERT_TRUE(ship(numbers[1], 12));
    for (const auto& number : numbers) reach_shipment_limit(number);
    for (const auto& number : numbers) reach_shipment_limit(number);
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_REFUNDING);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_SHIPPED);
    ASSERT_THAT(events.of<v1::OrderRefunding>(), SizeIs(1));
    EXPECT_EQ(events.of<v1::OrderRefunding>()[0].actor(), v1::ORDER_ACTOR_SYSTEM);
}

TEST_F(RefundOrdersTest, AShopThatClosesForGoodGivesBackWhatItHasNotShipped) {
    const auto paid = buy("c1");
    const auto shipped = buy("c2");
    ASSERT_TRUE(ship(shipped[0], 11));
    const auto unpaid = place("c3");
    const auto others = place("c4", {12});
    close_shop(11, true);
    take_call_offs();
    EXPECT_EQ(status_of(paid[0]), v1::ORDER_STATUS_REFUNDING);
    EXPECT_EQ(status_of(paid[1]), v1::ORDER_STATUS_PAID);
    EXPECT_EQ(status_of(shipped[0]), v1::ORDER_STATUS_SHIPPED);
    // With all that is paid together.
    EXPECT_EQ(status_of(unpaid[0]), v1::ORDER_STATUS_CANCELLED);
    EXPECT_EQ(status_of(unpaid[1]), v1::ORDER_STATUS_CANCELLED);
    EXPECT_EQ(status_of(others[0]), v1::ORDER_STATUS_PENDING_PAYMENT);
    EXPECT_THAT(events.of<v1::OrderRefunding>(), SizeIs(1));
    EXPECT_THAT(events.of<v1::OrderCancelled>(), SizeIs(2));
}

TEST_F(RefundOrdersTest, AShopThatPausesKeepsItsPaidOrders) {
    const auto paid = buy("c1");
    const auto unpaid = place("c2");
    close_shop(11, false);
    EXPECT_EQ(status_of(paid[0]), v1::ORDER_STATUS_PAID);
    EXPECT_EQ(status_of(unpaid[0]), v1::ORDER_STATUS_CANCELLED);
}

TEST_F(RefundOrdersTest, AnOrderThatIsPaidWhileItsShopClosesGoesBack) {
    const auto numbers = place("c1");
    user::v1::ShopClosed closed;
    closed.set_shop_id(11);
    closed.set_for_good(true);
    take(closed);
    take(payment_of("c1"));
    take_call_offs();
    EXPECT_EQ(status_of(numbers[0]), v1::ORDER_STATUS_REFUNDING);
    EXPECT_EQ(status_of(numbers[1]), v1::ORDER_STATUS_PAID);
}

TEST_F(RefundOrdersTest, ADeletedBuyersUnpaidOrdersAreCancelledAtOnce) {
    const auto unpaid = place("c1");
    const auto paid = buy("c2");
    user::v1::UserDeleted deleted;
    deleted.set_user_id(kBuyer);
    take(deleted);
    take_call_offs();
    EXPECT_EQ(status_of(unpaid[0]), v1::ORDER_STATUS_CANCELLED);
    EXPECT_EQ(status_of(paid[0]), v1::ORDER_STATUS_PAID);
    const auto told = events.of<v1::OrderCancelled>();
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_EQ(told[0].payment_id(), "p-c1");
    EXPECT_EQ(told[0].actor(), v1::ORDER_ACTOR_SYSTEM);
    EXPECT_EQ(
        temporary().value("SELECT STRING_AGG(DISTINCT street, '') FROM orders WHERE checkout_id = 'c1'"), "");
    // Money that comes all the same goes back.
    take(payment_of("c1"));
    EXPECT_THAT(events.of<v1::OrderPaymentRefused>(), SizeIs(1));
    // What is paid back later is erased then.
    EXPECT_TRUE(refund(paid[0]));
    pay_back("c2", {paid[0]});
    EXPECT_EQ(temporary().value("SELECT street FROM orders WHERE order_no = '" + paid[0] + "'"), "");
    EXPECT_NE(temporary().value("SELECT street FROM orders WHERE order_no = '" + paid[1] + "'"), "");
}

// What a viewer reads of an address and of what was bought together, in detail and in the list.
class WhoSeesWhatTest : public RefundOrdersTest {
protected:
    std::string shop_sees(const std::string& order_no) {
        auto seller = as_seller(11);
        v1::GetShopOrderRequest request;
        request.set_order_no(order_no);
        const auto order = run(shop_orders().GetShopOrder(seller, request)).value().order();
        v1::ListShopOrdersRequest listed;
        listed.set_order_no(order_no);
        const auto summary = run(shop_orders().ListShopOrders(seller, listed)).value().orders(0);
        EXPECT_EQ(order.checkout_id() + order.payment_id() + summary.payment_id(), "");
        EXPECT_EQ(order.address().province(), "Zhejiang");
        EXPECT_EQ(order.address().city(), "Hangzhou");
        EXPECT_EQ(summary.recipient(), order.address().recipient());
        return order.address().recipient() + " " + order.address().phone() + " " + order.address().street();
    }
    static constexpr auto kWhole = "Li Lei 13800000000 West Lake Road 1";
    static constexpr auto kHidden = "*** *** ***";
};

TEST_F(WhoSeesWhatTest, AShopSeesTheAddressWhileItNeedsIt) {
    const auto number = place("c1")[0];
    EXPECT_EQ(shop_sees(number), kHidden);
    take(payment_of("c1"));
    EXPECT_EQ(shop_sees(number), kWhole);
    ASSERT_TRUE(ship(number, 11));
    EXPECT_EQ(shop_sees(number), kWhole);
    v1::OrderReceiptDue due;
    due.set_order_no(number);
    take(due);
    clock.advance(30 * 24h - 1s);
    EXPECT_EQ(shop_sees(number), kWhole);
    clock.advance(1s);
    EXPECT_EQ(shop_sees(number), kHidden);
}

TEST_F(WhoSeesWhatTest, AShopDoesNotSeeWhereCancelledOrRefundedOrdersWouldHaveGone) {
    const auto cancelled = place("c1")[0];
    cancel_at_deadline("c1");
    EXPECT_EQ(shop_sees(cancelled), kHidden);
    const auto refunded = buy("c2")[0];
    EXPECT_TRUE(cancel(refunded));
    EXPECT_EQ(shop_sees(refunded), kHidden);
    pay_back("c2", {refunded});
    EXPECT_EQ(shop_sees(refunded), kHidden);
}

TEST_F(WhoSeesWhatTest, BuyersAndAdministratorsSeeAll) {
    const auto number = place("c1")[0];
    v1::GetOrderRequest mine;
    mine.set_order_no(number);
    auto buyer = as_buyer();
    const auto own = run(orders().GetOrder(buyer, mine)).value().order();
    v1::GetAnyOrderRequest any;
    any.set_order_no(number);
    auto administrator = as_admin();
    const auto all = run(admin().GetAnyOrder(administrator, any)).value().order();
    for (const auto& order : {own, all}) {
        EXPECT_EQ(order.address().street(), "West Lake Road 1");
        EXPECT_EQ(order.checkout_id(), "c1");
        EXPECT_EQ(order.payment_id(), "p-c1");
        EXPECT_EQ(order.timeline(0).actor_user_id(), kBuyer);
    }
    EXPECT_EQ(own.user_id(), 0);
}

// Two loops meet at a barrier in each round; the seller ships, the buyer calls off.
TEST_F(RefundOrdersTest, ShippingAndCallingOffAtOnceHaveOneWinner) {
    constexpr int kRounds = 200;
    std::vector<std::string> numbers;
    for (int round = 0; round < kRounds; ++round) {
        const auto checkout_id = "c" + std::to_string(round);
        numbers.push_back(place(checkout_id, {11})[0]);
        take(payment_of(checkout_id, 3000));
    }
    events.clear();
    std::barrier meeting(2);
    std::atomic<int> shipped = 0;
    std::atomic<int> called_off = 0;
    std::thread seller([&] {
        for (const auto& number : numbers) {
            meeting.arrive_and_wait();
            const auto reply = run(ask_to_ship(number, 11), 0);
            shipped += reply.has_value();
            if (!reply) EXPECT_EQ(reply.error().reason(), v1::reason::kOrderState);
        }
    });
    std::thread buyer([&] {
        for (const auto& number : numbers) {
            meeting.arrive_and_wait();
            const auto reply = run(ask_to_cancel(number), 1);
            called_off += reply.has_value();
            if (!reply) EXPECT_EQ(reply.error().reason(), v1::reason::kOrderState);
        }
    });
    seller.join();
    buyer.join();
    EXPECT_EQ(shipped + called_off, kRounds);
    EXPECT_THAT(events.of<v1::OrderShipped>(), SizeIs(std::size_t(shipped)));
    EXPECT_THAT(events.of<v1::OrderRefunding>(), SizeIs(std::size_t(called_off)));
    EXPECT_EQ(
        temporary().value("SELECT COUNT(*) FROM orders WHERE status = 'REFUNDING' AND shipped_at IS NULL"),
        std::to_string(called_off));
}

}  // namespace
}  // namespace ecommerce::order
