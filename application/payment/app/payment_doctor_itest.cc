// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "application/payment/app/checkout_facts.h"
#include "application/payment/payment_fixture.h"

namespace ecommerce::payment {
namespace {

using ::testing::HasSubstr;

class PaymentDoctorTest : public PaymentFixture {
protected:
    void SetUp() override {
        PaymentFixture::SetUp();
        EXPECT_TRUE(press(go_to_cashier(open("c1")).value(), "pay"));
        deliver_webhooks();
        EXPECT_TRUE(go_to_cashier(open("c2")));
        open("c3");
        pay("c4");
        call_off("c4", 1);
        take_own();
        deliver_webhooks();
        // Nothing holds the damage back that the tests do.
        temporary().execute("DROP INDEX charges_one_open_uq");
    }
    // What the doctor says after a statement, whose effect is taken back.
    std::string after(const std::string& damage) {
        temporary().execute(
            "CREATE TABLE saved AS TABLE payments; CREATE TABLE saved_parts AS TABLE payment_parts;"
            "CREATE TABLE saved_charges AS TABLE charges;"
            "CREATE TABLE saved_sandbox AS TABLE sandbox_charges;"
            "CREATE TABLE saved_refunds AS TABLE refunds;"
            "CREATE TABLE saved_sandbox_refunds AS TABLE sandbox_refunds;" +
            damage);
        const auto found = violations();
        temporary().execute(
            "TRUNCATE payments, payment_parts, charges, sandbox_charges, refunds, sandbox_refunds;"
            "INSERT INTO payments TABLE saved; INSERT INTO payment_parts TABLE saved_parts;"
            "INSERT INTO charges TABLE saved_charges; INSERT INTO sandbox_charges TABLE saved_sandbox;"
            "INSERT INTO refunds TABLE saved_refunds; INSERT INTO sandbox_refunds TABLE saved_sandbox_refunds;"
            "DROP TABLE saved, saved_parts, saved_charges, saved_sandbox, saved_refunds, saved_sandbox_refunds");
        return found;
    }
};

TEST_F(PaymentDoctorTest, FindsEveryKindOfDamage) {
    EXPECT_EQ(violations(), "");
    EXPECT_THAT(after("DELETE FROM payment_parts WHERE order_no = 'o-c3-2'"),
                HasSubstr("the sum of its parts"));
    for (const auto* status : {"PENDING", "CLOSED", "REFUNDED"}) {
        EXPECT_THAT(after("UPDATE payment_parts SET status = '" + std::string(status) +
                          "' WHERE order_no IN ('o-c1-1', 'o-c4-2')"),
                    HasSubstr("a part is where its payment is"));
    }
    EXPECT_THAT(after("UPDATE charges SET amount_minor = 1"), HasSubstr("has its payment's amount"));
    EXPECT_THAT(
        after("INSERT INTO charges (charge_id, payment_row_id, provider, method, status, amount_minor,"
              " currency_code, created_at) SELECT charge_id || 'x', payment_row_id, provider, method, 'OPEN',"
              " amount_minor, currency_code, created_at FROM charges WHERE status = 'OPEN'"),
        HasSubstr("at most one open charge"));
    EXPECT_THAT(after("UPDATE payments SET status = 'PENDING' WHERE checkout_id = 'c2'"),
                HasSubstr("none before the buyer asked"));
    EXPECT_THAT(after("UPDATE charges SET status = 'REFUNDED' WHERE status = 'PAID'"),
                HasSubstr("is where the charge that paid it is"));
    EXPECT_THAT(after("UPDATE charges SET status = 'PAID' WHERE status = 'OPEN'"), HasSubstr("keeps money"));
    EXPECT_THAT(after("UPDATE payments SET paid_at = NULL"), HasSubstr("each status has its time"));
    EXPECT_THAT(after("UPDATE refunds SET amount_minor = 1"), HasSubstr("that of an order's part"));
    EXPECT_THAT(after("UPDATE refunds SET order_no = 'o-c1-1'"), HasSubstr("that of an order's part"));
    EXPECT_THAT(after("UPDATE refunds SET amount_minor = 6001"), HasSubstr("no more goes back"));
    EXPECT_THAT(after("UPDATE charges SET status = 'REFUNDING' WHERE status = 'PAID'"),
                HasSubstr("how much of it went back"));
    EXPECT_THAT(after("DELETE FROM refunds"), HasSubstr("partly refunded while it has refunds"));
    EXPECT_THAT(after("UPDATE payments SET status = 'SUCCEEDED' WHERE status = 'PARTLY_REFUNDED'"),
                HasSubstr("partly refunded while it has refunds"));
    EXPECT_THAT(after("DELETE FROM sandbox_refunds"), HasSubstr("what is done, and nothing else"));
    EXPECT_THAT(after("UPDATE sandbox_refunds SET amount_minor = 1"),
                HasSubstr("what is done, and nothing else"));
    EXPECT_THAT(after("UPDATE sandbox_refunds SET refund_id = 'x'"),
                HasSubstr("what is done, and nothing else"));
    EXPECT_THAT(after("UPDATE sandbox_charges SET status = 'PAID'"), HasSubstr("the sandbox's books agree"));
    EXPECT_THAT(after("UPDATE sandbox_charges SET amount_minor = 1"), HasSubstr("the sandbox's books agree"));
    EXPECT_THAT(after("DELETE FROM charges WHERE status = 'OPEN'"), HasSubstr("the sandbox's books agree"));
}

TEST_F(PaymentDoctorTest, TellsHowFarEachCheckoutIs) {
    reach_deadline("p-c3");
    const auto facts = [&](std::string_view from, int limit) {
        diagnostics::v1::ListCheckoutFactsRequest request;
        request.set_after_checkout_id(std::string(from));
        request.set_page_size(std::uint32_t(limit));
        const auto response = run(CheckoutFacts(checks()).ListCheckoutFacts(context, request)).value();
        std::string text;
        for (const auto& fact : response.facts()) {
            text += fact.checkout_id() + " " + diagnostics::v1::CheckoutState_Name(fact.state()) + " " +
                    std::to_string(fact.amount_minor()) + " " + std::to_string(fact.refund_minor()) + " " +
                    std::to_string(fact.refunded_minor()) + "\n";
        }
        return text;
    };
    call_off("c1", 2);
    EXPECT_EQ(facts("", 2), "c1 CHECKOUT_STATE_PAID 6000 3000 0\nc2 CHECKOUT_STATE_OPEN 6000 0 0\n");
    EXPECT_EQ(facts("c2", 1), "c3 CHECKOUT_STATE_CANCELLED 6000 0 0\n");
    EXPECT_EQ(facts("c3", 2), "c4 CHECKOUT_STATE_PAID 6000 3000 3000\n");
    call_off("c4", 2);
    EXPECT_EQ(facts("c3", 2), "c4 CHECKOUT_STATE_REFUNDED 6000 6000 3000\n");
    EXPECT_EQ(facts("c4", 2), "");
}

}  // namespace
}  // namespace ecommerce::payment
