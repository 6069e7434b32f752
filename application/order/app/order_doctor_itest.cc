// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "application/order/order_fixture.h"

namespace ecommerce::order {
namespace {

using ::testing::HasSubstr;

class OrderDoctorTest : public OrderFixture {
protected:
    void SetUp() override {
        OrderFixture::SetUp();
        place("c1");
        take(payment_of("c1"));
        place("c2");
        // Nothing holds the damage back that the tests do.
        temporary().execute(
            "ALTER TABLE orders DROP CONSTRAINT orders_total_ck, DROP CONSTRAINT orders_outcome_ck;"
            "ALTER TABLE order_items DROP CONSTRAINT order_items_total_ck");
    }
    // What the doctor says after a statement, whose effect is taken back.
    std::string after(const std::string& damage) {
        temporary().execute(
            "CREATE TABLE saved AS TABLE orders; CREATE TABLE saved_items AS TABLE order_items;"
            "CREATE TABLE saved_moves AS TABLE order_moves;" +
            damage);
        const auto found = violations();
        temporary().execute(
            "TRUNCATE orders, order_items, order_moves; INSERT INTO orders TABLE saved;"
            "INSERT INTO order_items TABLE saved_items; INSERT INTO order_moves TABLE saved_moves;"
            "DROP TABLE saved, saved_items, saved_moves");
        return found;
    }
};

TEST_F(OrderDoctorTest, FindsEveryKindOfDamage) {
    EXPECT_EQ(violations(), "");
    EXPECT_THAT(after("UPDATE orders SET total_minor = total_minor + 1 WHERE checkout_id = 'c1'"),
                HasSubstr("order total = goods + freight - discount"));
    EXPECT_THAT(after("DELETE FROM order_items WHERE line_no = 2"), HasSubstr("are those of its items"));
    EXPECT_THAT(after("UPDATE order_items SET price_minor = 1 WHERE line_no = 1"),
                HasSubstr("are those of its items"));
    EXPECT_THAT(after("UPDATE orders SET status = 'SHIPPED', shipped_at = paid_at WHERE checkout_id = 'c1'"),
                HasSubstr("the timeline leads to the order's status"));
    EXPECT_THAT(after("DELETE FROM order_moves WHERE from_status = ''"),
                HasSubstr("the timeline leads to the order's status"));
    EXPECT_THAT(after("UPDATE orders SET cancelled_at = paid_at"),
                HasSubstr("no order is both paid and cancelled"));
    EXPECT_THAT(after("UPDATE orders SET paid_at = NULL"), HasSubstr("each status has its time"));
    EXPECT_THAT(after("UPDATE orders SET ship_before = NULL"), HasSubstr("each status has its time"));
    EXPECT_THAT(after("UPDATE orders SET status = 'PAID' WHERE checkout_id = 'c2' AND shop_id = 11"),
                HasSubstr("paid or cancelled together"));
    EXPECT_THAT(after("UPDATE orders SET payment_id = 'x' WHERE shop_id = 11"), HasSubstr("one payment"));
    EXPECT_THAT(after("UPDATE order_moves SET actor = 'SELLER' WHERE to_status = 'PAID'"),
                HasSubstr("in the table of legal moves"));
}

TEST_F(OrderDoctorTest, TellsHowFarEachCheckoutIs) {
    place("c3");
    cancel_at_deadline("c3");
    const auto facts = [&](std::string_view from, int limit) {
        diagnostics::v1::ListCheckoutFactsRequest request;
        request.set_after_checkout_id(std::string(from));
        request.set_page_size(std::uint32_t(limit));
        const auto response = run(checkout_facts().ListCheckoutFacts(context, request)).value();
        std::string text;
        for (const auto& fact : response.facts()) {
            text += fact.checkout_id() + " " + diagnostics::v1::CheckoutState_Name(fact.state()) + " " +
                    std::to_string(fact.amount_minor()) + " " + std::to_string(fact.units()) + " " +
                    std::to_string(fact.refund_minor()) + " " + std::to_string(fact.refunded_minor()) + " " +
                    std::to_string(fact.returned_units()) + "\n";
        }
        return text;
    };
    EXPECT_EQ(facts("", 2), "c1 CHECKOUT_STATE_PAID 6000 6 0 0 0\nc2 CHECKOUT_STATE_OPEN 6000 6 0 0 0\n");
    EXPECT_EQ(facts("c2", 10), "c3 CHECKOUT_STATE_CANCELLED 6000 6 0 0 0\n");
    // Late money that came back is the payment's to tell.
    temporary().execute("UPDATE orders SET refunded_at = cancelled_at WHERE checkout_id = 'c3'");
    EXPECT_EQ(facts("c2", 10), "c3 CHECKOUT_STATE_CANCELLED 6000 6 0 0 0\n");
    EXPECT_EQ(facts("c3", 10), "");
    temporary().execute("UPDATE orders SET status = 'CANCELLED' WHERE checkout_id = 'c2' AND shop_id = 12");
    EXPECT_EQ(facts("c1", 1), "c2 CHECKOUT_STATE_MIXED 6000 6 0 0 0\n");
    temporary().execute("UPDATE orders SET status = 'PENDING_PAYMENT' WHERE checkout_id = 'c2'");
}

TEST_F(OrderDoctorTest, TellsWhatOfACheckoutGoesBack) {
    const auto fact = [&] {
        diagnostics::v1::ListCheckoutFactsRequest request;
        request.set_page_size(1);
        const auto found = run(checkout_facts().ListCheckoutFacts(context, request)).value().facts(0);
        return diagnostics::v1::CheckoutState_Name(found.state()) + " " +
               std::to_string(found.refund_minor()) + " " + std::to_string(found.refunded_minor()) + " " +
               std::to_string(found.returned_units());
    };
    std::vector<std::string> numbers;
    for (const auto shop : {11, 12}) {
        numbers.push_back(temporary().value(
            "SELECT order_no FROM orders WHERE checkout_id = 'c1' AND shop_id = " + std::to_string(shop)));
    }
    v1::RefundOrderRequest request;
    request.set_reason("Damaged");
    auto administrator = as_admin();
    request.set_order_no(numbers[0]);
    ASSERT_TRUE(run(admin().RefundOrder(administrator, request)));
    EXPECT_EQ(fact(), "CHECKOUT_STATE_PAID 3000 0 3");
    pay_back("c1", {numbers[0]});
    EXPECT_EQ(fact(), "CHECKOUT_STATE_PAID 3000 3000 3");
    v1::ShipOrderRequest parcel;
    parcel.set_order_no(numbers[1]);
    parcel.set_carrier("SF Express");
    parcel.set_tracking_no("SF1234");
    auto seller = as_seller(12);
    ASSERT_TRUE(run(shop_orders().ShipOrder(seller, parcel)));
    request.set_order_no(numbers[1]);
    ASSERT_TRUE(run(admin().RefundOrder(administrator, request)));
    EXPECT_EQ(fact(), "CHECKOUT_STATE_REFUNDED 6000 3000 3");
}

}  // namespace
}  // namespace ecommerce::order
