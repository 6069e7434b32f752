// SPDX-License-Identifier: Apache-2.0
// Paying back: an order's part once, whatever is repeated, refused or late.
#include <barrier>
#include <thread>

#include <gmock/gmock.h>

#include "application/payment/payment_fixture.h"
#include "framework/call/reasons.h"

namespace ecommerce::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RefundsTest : public PaymentFixture {
protected:
    std::string value(const std::string& sql) { return temporary().value(sql); }
    std::vector<v1::Refund> list(v1::RefundStatus status = v1::REFUND_STATUS_UNSPECIFIED) {
        v1::ListRefundsRequest request;
        request.set_status(status);
        auto admin = as_admin();
        const auto page = run(refunds().ListRefunds(admin, request));
        if (!page) ADD_FAILURE() << page.error().message();
        return page ? std::vector<v1::Refund>(page->refunds().begin(), page->refunds().end())
                    : std::vector<v1::Refund>();
    }
    Result<v1::Refund> retry(const std::string& refund_id) {
        v1::RetryRefundRequest request;
        request.set_refund_id(refund_id);
        auto admin = as_admin();
        auto retried = run(refunds().RetryRefund(admin, request));
        if (!retried) return fail(retried.error());
        return retried->refund();
    }
    v1::Payment payment(const std::string& id) {
        v1::GetPaymentRequest request;
        request.set_id(id);
        auto buyer = as_buyer();
        return run(payments().GetPayment(buyer, request)).value().payment();
    }
};

TEST_F(RefundsTest, AnOrdersPartGoesBackOnceAndTheOthersStayPaid) {
    pay("c1");
    call_off("c1", 1);
    call_off("c1", 1);
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_PARTLY_REFUNDED);
    EXPECT_EQ(payment("p-c1").refunded_amount().minor_units(), 0);
    take_own();
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_PARTLY_REFUNDED);
    EXPECT_EQ(payment("p-c1").refunded_amount().minor_units(), 3000);
    const auto told = events.of<v1::PaymentRefunded>();
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].amount().minor_units(), 3000);
    EXPECT_EQ(told[0].checkout_id(), "c1");
    EXPECT_THAT(told[0].order_nos(), ElementsAre("o-c1-1"));
    EXPECT_EQ(value("SELECT STRING_AGG(refund_id || ' ' || amount_minor, ',') FROM sandbox_refunds"),
              "rf_o-c1-1 3000");

    call_off("c1", 2);
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_REFUNDING);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_EQ(payment("p-c1").refunded_amount().minor_units(), 6000);
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(2));
    EXPECT_EQ(value("SELECT status FROM sandbox_charges"), "REFUNDED");
    call_off("c1", 2);
    EXPECT_EQ(value("SELECT COUNT(*) FROM refunds"), "2");
}

TEST_F(RefundsTest, AShopSeesWhereItsOwnPartIs) {
    pay("c1");
    call_off("c1", 1);
    const auto statuses = [&](CallContext call) {
        std::string text;
        const auto page = run(payments().ListPayments(call, {}));
        for (const auto& record : page->payments()) {
            text += record.order_no() + " " + v1::PaymentStatus_Name(record.status()) +
                    (record.payment_id().empty() ? "" : " of " + record.payment_id()) +
                    (record.provider_reference().empty() ? "\n" : " with a reference\n");
        }
        return text;
    };
    EXPECT_EQ(statuses(as_seller(11)), "o-c1-1 PAYMENT_STATUS_REFUNDING\n");
    EXPECT_EQ(statuses(as_seller(12)), "o-c1-2 PAYMENT_STATUS_SUCCEEDED\n");
    take_own();
    deliver_webhooks();
    EXPECT_EQ(statuses(as_admin()), "o-c1-2 PAYMENT_STATUS_SUCCEEDED of p-c1 with a reference\n"
                                    "o-c1-1 PAYMENT_STATUS_REFUNDED of p-c1 with a reference\n");
    v1::ListPaymentsRequest paid;
    paid.set_status(v1::PAYMENT_STATUS_SUCCEEDED);
    auto admin = as_admin();
    EXPECT_THAT(run(payments().ListPayments(admin, paid))->payments(), SizeIs(1));
}

TEST_F(RefundsTest, WhatTheProviderRefusesWaitsForAnAdministrator) {
    const auto token = pay("c1");
    EXPECT_TRUE(press(token, "refuseRefunds"));
    call_off("c1", 1);
    take_own();
    const auto failed = list(v1::REFUND_STATUS_FAILED);
    ASSERT_THAT(failed, SizeIs(1));
    EXPECT_EQ(failed[0].order_no(), "o-c1-1");
    EXPECT_EQ(failed[0].last_error(), "The bank refuses to pay back.");
    EXPECT_EQ(failed[0].failed_attempts(), 1U);
    EXPECT_EQ(failed[0].amount().minor_units(), 3000);
    // Repeated events ask no more.
    take_own();
    EXPECT_EQ(list()[0].failed_attempts(), 1U);
    EXPECT_THAT(list(v1::REFUND_STATUS_REQUESTED), IsEmpty());

    EXPECT_TRUE(press(token, "allowRefunds"));
    EXPECT_EQ(retry("rf_o-c1-1")->status(), v1::REFUND_STATUS_REQUESTED);
    EXPECT_EQ(retry("rf_o-c1-1").error().reason(), v1::reason::kRefundState);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(list()[0].status(), v1::REFUND_STATUS_DONE);
    EXPECT_EQ(retry("rf_o-c1-1").error().metadata().at("status"), "DONE");
    EXPECT_EQ(retry("rf_nothing").error().code(), Code::not_found);
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(1));
    EXPECT_EQ(value("SELECT COUNT(*) FROM sandbox_refunds"), "1");
}

// Answers as it is told, before the sandbox is asked.
class MoodyProvider final : public Provider {
public:
    explicit MoodyProvider(Provider& sandbox) : sandbox_(sandbox) {}
    std::string_view name() const override { return sandbox_.name(); }
    Task<Result<CreatedCharge>> create_charge(CallContext& context, const NewCharge& charge) override {
        return sandbox_.create_charge(context, charge);
    }
    Task<Result<void>> close_charge(CallContext& context, std::string_view charge_id) override {
        return sandbox_.close_charge(context, charge_id);
    }
    Task<Result<void>> refund(CallContext& context, const NewRefund& refund) override {
        ++asked;
        auto done = co_await sandbox_.refund(context, refund);
        if (loses_reply) co_return reason::unavailable("The line was cut.");
        co_return done;
    }
    Result<Notice> verify_webhook(const HeaderList& headers, std::string_view payload,
                                  Timestamp now) const override {
        return sandbox_.verify_webhook(headers, payload, now);
    }

    int asked = 0;
    bool loses_reply = false;

private:
    Provider& sandbox_;
};

TEST_F(RefundsTest, ALostReplyIsAskedForAgainAndTheMoneyMovesOnce) {
    pay("c1");
    call_off("c1", 1);
    MoodyProvider moody(*methods().find_provider("sandbox"));
    const PaymentMethods moody_methods({{.code = "sandbox", .provider = &moody}});
    PaymentStore store(database());
    PaymentReader reader(database());
    const PayBack pay_back(store, reader, moody_methods, clock);
    moody.loses_reply = true;
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(run(pay_back(context, "rf_o-c1-1")).error().code(), Code::unavailable);
    EXPECT_EQ(list()[0].status(), v1::REFUND_STATUS_REQUESTED);
    EXPECT_EQ(list()[0].failed_attempts(), 3U);
    EXPECT_EQ(value("SELECT COUNT(*) FROM sandbox_refunds"), "1");
    deliver_webhooks();
    EXPECT_EQ(list()[0].status(), v1::REFUND_STATUS_DONE);
    EXPECT_TRUE(run(pay_back(context, "rf_o-c1-1")));
    EXPECT_EQ(moody.asked, 3);
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(1));
}

TEST_F(RefundsTest, AProviderThatDoesNotAnswerForADayIsLeftToAnAdministrator) {
    pay("c1");
    call_off("c1", 1);
    PaymentStore store(database());
    PaymentReader reader(database());
    const PaymentMethods none({});
    const PayBack pay_back(store, reader, none, clock);
    EXPECT_FALSE(run(pay_back(context, "rf_o-c1-1")));
    clock.advance(std::chrono::hours(24));
    EXPECT_TRUE(run(pay_back(context, "rf_o-c1-1")));
    EXPECT_THAT(list(v1::REFUND_STATUS_FAILED), SizeIs(1));
    // An event that comes late asks no more.
    take_own();
    EXPECT_THAT(list(v1::REFUND_STATUS_FAILED), SizeIs(1));
    EXPECT_TRUE(retry("rf_o-c1-1"));
    take_own();
    deliver_webhooks();
    EXPECT_THAT(list(v1::REFUND_STATUS_DONE), SizeIs(1));
}

TEST_F(RefundsTest, MessagesOfARefundAreHeldAgainstWhatWasAskedFor) {
    pay("c1");
    auto message = webhook("p-c1", v1::SANDBOX_EVENT_TYPE_REFUNDED, "e1");
    message.set_refund_id("rf_o-c1-1");
    *message.mutable_amount() = to_message(Money(3000, "CNY"));
    EXPECT_EQ(run(hear(message)).error().reason(), v1::reason::kPaymentState);
    call_off("c1", 1);
    *message.mutable_amount() = to_message(Money(6000, "CNY"));
    EXPECT_EQ(run(hear(message)).error().reason(), v1::reason::kAmountMismatch);
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), IsEmpty());
    take_own();
    deliver_webhooks();
    *message.mutable_amount() = to_message(Money(3000, "CNY"));
    EXPECT_TRUE(run(hear(message)));
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(1));
}

TEST_F(RefundsTest, TheSandboxGivesNoMoreThanItGot) {
    pay("c1");
    auto& sandbox = *methods().find_provider("sandbox");
    const auto charge = value("SELECT charge_id FROM charges");
    const auto ask = [&](const std::string& id, std::int64_t amount) {
        const auto asked = run(
            sandbox.refund(context, {.refund_id = id, .charge_id = charge, .amount = Money(amount, "CNY")}));
        return asked ? "" : asked.error().message();
    };
    EXPECT_EQ(ask("a", 4000), "");
    EXPECT_EQ(ask("a", 4000), "");
    EXPECT_EQ(ask("b", 2001), "More would go back than was paid.");
    EXPECT_EQ(ask("b", 2000), "");
    EXPECT_EQ(ask("c", 1), "The charge has no money.");
    EXPECT_EQ(value("SELECT SUM(amount_minor) FROM sandbox_refunds"), "6000");
    // The platform never asked for these.
    temporary().execute(
        "TRUNCATE sandbox_refunds, sandbox_deliveries; UPDATE sandbox_charges SET status = 'PAID'");
}

TEST_F(RefundsTest, WhatWasPaidTooLateGoesBackWholeUnderOneName) {
    const auto id = open("c1");
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    reach_deadline(id);
    deliver_webhooks();
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_EQ(value("SELECT amount_minor FROM refunds WHERE order_no IS NULL"), "6000");
    EXPECT_EQ(list()[0].order_no(), "");
}

TEST_F(RefundsTest, AServiceGetsBackWhatIsLeft) {
    pay("c1");
    call_off("c1", 2);
    v1::RefundPaymentRequest request;
    request.set_id("p-c1");
    request.set_reason("Damaged");
    EXPECT_EQ(run(payments().RefundPayment(context, request))->payment().status(),
              v1::PAYMENT_STATUS_REFUNDING);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_EQ(value("SELECT STRING_AGG(order_no, ',' ORDER BY order_no) FROM refunds"), "o-c1-1,o-c1-2");
}

TEST_F(RefundsTest, MoneyThatTheProviderTakesBackUnaskedEndsWhatWasUnderWay) {
    pay("c1");
    call_off("c1", 1);
    ASSERT_TRUE(run(hear(webhook("p-c1", v1::SANDBOX_EVENT_TYPE_REFUNDED, "e1"))));
    EXPECT_EQ(status_of("p-c1"), v1::PAYMENT_STATUS_REFUNDED);
    const auto told = events.of<v1::PaymentRefunded>();
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].amount().minor_units(), 6000);
    EXPECT_THAT(told[0].order_nos(), ElementsAre("o-c1-1", "o-c1-2"));
    // An order that is called off only then hears it once more, and nothing else happens.
    call_off("c1", 2);
    ASSERT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(2));
    EXPECT_THAT(events.of<v1::PaymentRefunded>()[1].order_nos(), ElementsAre("o-c1-2"));
    EXPECT_EQ(value("SELECT COUNT(*) FROM refunds WHERE status <> 'DONE'"), "0");
    temporary().execute("UPDATE sandbox_charges SET status = 'REFUNDED';"
                        "INSERT INTO sandbox_refunds (refund_id, charge_id, amount_minor, created_at)"
                        " SELECT refund_id, charge_id, amount_minor, requested_at FROM refunds");
}

TEST_F(RefundsTest, AnUnpaidPaymentGivesNothingBack) {
    open("c1");
    EXPECT_EQ(run(deliver(context, call_off_of("c1", 1))).error().reason(), v1::reason::kPaymentState);
    EXPECT_EQ(run(deliver(context, call_off_of("c1", 3))).error().code(), Code::not_found);
    EXPECT_EQ(run(deliver(context, call_off_of("c2", 1))).error().code(), Code::not_found);
}

// Two loops meet at a barrier in each round, and call off both orders of a payment, each of them twice.
TEST_F(RefundsTest, BothOrdersAtOnceGoBackOnceEach) {
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) pay("c" + std::to_string(round));
    std::barrier meeting(2);
    const auto rounds = [&](int first, std::size_t loop) {
        for (int round = 0; round < kRounds; ++round) {
            auto call = testing::context_with();
            meeting.arrive_and_wait();
            for (const int shop : {first, 3 - first}) {
                EXPECT_TRUE(run(deliver(call, call_off_of("c" + std::to_string(round), shop)), loop));
            }
        }
    };
    std::thread one(rounds, 1, 0);
    std::thread other(rounds, 2, 1);
    one.join();
    other.join();
    take_own();
    deliver_webhooks();
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(2 * kRounds));
    EXPECT_EQ(value("SELECT COUNT(*) FROM payments WHERE status = 'REFUNDED'"), std::to_string(kRounds));
    EXPECT_EQ(value("SELECT SUM(amount_minor) FROM sandbox_refunds"), std::to_string(6000 * kRounds));
}

}  // namespace
}  // namespace ecommerce::payment
