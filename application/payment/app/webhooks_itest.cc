// SPDX-License-Identifier: Apache-2.0
// What providers tell: once, twice, late, in the wrong order, forged.
#include <barrier>
#include <thread>

#include <gmock/gmock.h>

#include "application/payment/payment_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::payment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class WebhooksTest : public PaymentFixture {};

TEST_F(WebhooksTest, AConfirmedPaymentSucceedsOnce) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    EXPECT_EQ(press(token, "pay")->status(), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_EQ(press(token, "pay")->status(), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_EQ(press(token, "decline").error().reason(), v1::reason::kPaymentState);
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    const auto succeeded = events.of<v1::PaymentSucceeded>();
    ASSERT_THAT(succeeded, SizeIs(1));
    EXPECT_EQ(succeeded[0].checkout_id(), "c1");
    EXPECT_EQ(succeeded[0].amount().minor_units(), 6000);
    EXPECT_THAT(succeeded[0].order_nos(), ::testing::ElementsAre("o-c1-1", "o-c1-2"));
    EXPECT_EQ(go_to_cashier(id).error().reason(), v1::reason::kPaymentState);
}

TEST_F(WebhooksTest, ADeclineIsCountedAndTheBuyerTriesAgain) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    EXPECT_TRUE(press(token, "decline")->declined());
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    EXPECT_THAT(events.of<v1::PaymentDeclined>(), SizeIs(1));
    EXPECT_EQ(go_to_cashier(id).value(), token);
    EXPECT_TRUE(press(token, "pay"));
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_EQ(temporary().value("SELECT declined_attempts FROM payments"), "1");
}

TEST_F(WebhooksTest, ADeclineAfterTheSuccessMeansNothing) {
    const auto id = open("c1");
    EXPECT_TRUE(go_to_cashier(id));
    ASSERT_TRUE(run(hear(webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e2"))));
    ASSERT_TRUE(run(hear(webhook(id, v1::SANDBOX_EVENT_TYPE_DECLINED, "e1"))));
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_THAT(events.of<v1::PaymentDeclined>(), IsEmpty());
    temporary().execute("UPDATE sandbox_charges SET status = 'PAID'");
}

TEST_F(WebhooksTest, TheSameMessageFiftyTimesAtOnceHasOneEffect) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    EXPECT_TRUE(press(token, "pay"));
    const auto message = webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e1");
    auto many = [&]() -> Task<int> {
        int taken = 0;
        for (int i = 0; i < 13; ++i) {
            auto [a, b] = co_await runtime::both(hear(message), hear(message));
            taken += a.has_value() + b.has_value();
        }
        co_return taken;
    };
    int there = 0;
    std::thread other([&] { there = run(many(), 1); });
    const auto here = run(many(), 0);
    other.join();
    EXPECT_EQ(here + there, 52);
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), SizeIs(1));
    deliver_webhooks();
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), SizeIs(1));
}

TEST_F(WebhooksTest, MoneyForAClosedPaymentGoesBack) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    EXPECT_TRUE(press(token, "pay"));
    reach_deadline(id);
    EXPECT_THAT(events.of<v1::PaymentClosed>(), SizeIs(1));
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDING);
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), IsEmpty());
    take_own();
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDED);
    ASSERT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(1));
    EXPECT_EQ(events.of<v1::PaymentRefunded>()[0].amount().minor_units(), 6000);
    EXPECT_EQ(temporary().value("SELECT status FROM sandbox_charges"), "REFUNDED");
}

TEST_F(WebhooksTest, MoneyThatTheOrdersRefuseGoesBack) {
    const auto id = open("c1");
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    deliver_webhooks();
    order::v1::OrderPaymentRefused refused;
    refused.set_payment_id(id);
    refused.set_reason("The orders were over before the payment came.");
    take(refused);
    take(refused);
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDING);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), SizeIs(1));
    EXPECT_THAT(events.of<v1::PaymentRefundDue>(), SizeIs(1));
}

TEST_F(WebhooksTest, MoneyByASecondChargeGoesBackAndThePaymentStays) {
    const auto id = open("c1");
    const auto first = go_to_cashier(id).value();
    const auto second = go_to_cashier(id, "card").value();
    EXPECT_NE(first, second);
    EXPECT_TRUE(press(first, "pay"));
    EXPECT_TRUE(press(second, "pay"));
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), SizeIs(1));
    EXPECT_THAT(events.of<v1::PaymentRefunded>(), IsEmpty());
    EXPECT_EQ(temporary().value("SELECT STRING_AGG(status, ',' ORDER BY status) FROM sandbox_charges"),
              "PAID,REFUNDED");
}

TEST_F(WebhooksTest, ARefundBeforeTheMoneyIsToComeAgain) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    const auto early = run(hear(webhook(id, v1::SANDBOX_EVENT_TYPE_REFUNDED, "e2")));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code(), Code::precondition);
    ASSERT_TRUE(run(hear(webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e1"))));
    ASSERT_TRUE(run(hear(webhook(id, v1::SANDBOX_EVENT_TYPE_REFUNDED, "e2"))));
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDED);
    EXPECT_THAT(events.of<v1::PaymentRefunded>().at(0).order_nos(), SizeIs(2));
    temporary().execute("UPDATE sandbox_charges SET status = 'REFUNDED';"
                        "INSERT INTO sandbox_refunds (refund_id, charge_id, amount_minor, created_at)"
                        " SELECT refund_id, charge_id, amount_minor, requested_at FROM refunds");
}

TEST_F(WebhooksTest, RefusesWhatIsNotThePayments) {
    const auto id = open("c1");
    EXPECT_TRUE(go_to_cashier(id));
    const auto refusal = [&](auto change) {
        auto message = webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e1");
        change(message);
        const auto heard = run(hear(message));
        return heard ? "taken" : heard.error().reason();
    };
    EXPECT_EQ(refusal([](auto& message) { message.mutable_amount()->set_minor_units(5999); }),
              v1::reason::kAmountMismatch);
    EXPECT_EQ(refusal([](auto& message) { message.mutable_amount()->set_currency_code("JPY"); }),
              v1::reason::kAmountMismatch);
    EXPECT_EQ(refusal([](auto& message) { message.set_charge_id("ch_other"); }), "NOT_FOUND");
    EXPECT_EQ(refusal([](auto& message) { message.set_payment_id("p-other"); }), "NOT_FOUND");
    EXPECT_EQ(refusal([](auto& message) { message.set_type(v1::SANDBOX_EVENT_TYPE_UNSPECIFIED); }),
              "MALFORMED_REQUEST");
    EXPECT_EQ(refusal([](auto& message) { message.clear_event_id(); }), "MALFORMED_REQUEST");
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM provider_events"), "0");
}

TEST_F(WebhooksTest, RefusesForgedOldAndStrangeMessages) {
    const auto id = open("c1");
    EXPECT_TRUE(go_to_cashier(id));
    std::string json;
    (void)google::protobuf::util::MessageToJsonString(webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e1"),
                                                      &json);
    const auto reason = [&](const std::string& provider, const std::string& body,
                            const std::string& signature) {
        auto call = testing::context_with();
        if (!signature.empty()) call.raw_headers.emplace_back(kSignatureHeader, signature);
        v1::HandleWebhookRequest request;
        request.set_provider(provider);
        request.set_payload(body);
        const auto handled = run(payments().HandleWebhook(call, request));
        return handled ? "taken" : handled.error().reason();
    };
    const auto good = auth::sign_webhook(kSecret, json, clock.now());
    EXPECT_EQ(reason("sandbox", json, ""), v1::reason::kSignatureInvalid);
    EXPECT_EQ(reason("sandbox", json + " ", good), v1::reason::kSignatureInvalid);
    EXPECT_EQ(reason("sandbox", json, auth::sign_webhook("guess", json, clock.now())),
              v1::reason::kSignatureInvalid);
    EXPECT_EQ(
        reason("sandbox", json, auth::sign_webhook(kSecret, json, clock.now() - std::chrono::minutes(6))),
        v1::reason::kSignatureInvalid);
    EXPECT_EQ(reason("alipay", json, good), v1::reason::kUnknownProvider);
    EXPECT_EQ(reason("sandbox", "[1", auth::sign_webhook(kSecret, "[1", clock.now())), "MALFORMED_REQUEST");
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), IsEmpty());
}

// Two loops meet at a barrier in each round; one brings the money, the other the deadline.
TEST_F(WebhooksTest, MoneyAtTheDeadlineEitherPaysOrGoesBack) {
    constexpr int kRounds = 300;
    std::vector<v1::SandboxWebhook> messages;
    for (int round = 0; round < kRounds; ++round) {
        const auto id = open("c" + std::to_string(round));
        EXPECT_TRUE(go_to_cashier(id));
        messages.push_back(webhook(id, v1::SANDBOX_EVENT_TYPE_SUCCEEDED, "e" + std::to_string(round)));
    }
    temporary().execute("UPDATE sandbox_charges SET status = 'PAID'");
    std::barrier meeting(2);
    std::thread payer([&] {
        for (const auto& message : messages) {
            meeting.arrive_and_wait();
            EXPECT_TRUE(run(hear(message), 0));
        }
    });
    std::thread timer([&] {
        for (const auto& message : messages) {
            auto call = testing::context_with();
            v1::PaymentDue due;
            due.set_payment_id(message.payment_id());
            meeting.arrive_and_wait();
            EXPECT_TRUE(run(deliver(call, due), 1));
        }
    });
    payer.join();
    timer.join();
    const auto paid = events.of<v1::PaymentSucceeded>().size();
    const auto late = events.of<v1::PaymentRefundDue>().size();
    EXPECT_EQ(paid + late, std::size_t(kRounds));
    EXPECT_EQ(events.of<v1::PaymentClosed>().size(), late);
    take_own();
    deliver_webhooks();
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE status = 'SUCCEEDED'"),
              std::to_string(paid));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE status = 'REFUNDED'"),
              std::to_string(late));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sandbox_charges WHERE status = 'PAID'"),
              std::to_string(paid));
}

}  // namespace
}  // namespace ecommerce::payment
