// SPDX-License-Identifier: Apache-2.0
// The sandbox as a provider: its pages, and webhooks that arrive whatever happens.
#include <condition_variable>
#include <mutex>

#include <gmock/gmock.h>

#include "application/payment/payment_fixture.h"
#include "framework/call/reasons.h"
#include "framework/http/server.h"

namespace ecommerce::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class CashierTest : public PaymentFixture {
protected:
    std::string show(const std::string& token, const std::string& language = "en") {
        auto call = testing::context_with();
        call.raw_headers.emplace_back("accept-language", language);
        v1::ShowCashierRequest request;
        request.set_token(token);
        auto shown = run(cashier().ShowCashier(call, request));
        return shown ? shown->data() : shown.error().reason();
    }
};

TEST_F(CashierTest, ShowsWhereThePaymentIs) {
    const auto token = go_to_cashier(open("c1")).value();
    EXPECT_THAT(show(token), HasSubstr("Complete your payment"));
    EXPECT_THAT(show(token, "zh-CN"), HasSubstr("请完成支付"));
    EXPECT_THAT(show(token), HasSubstr("href=\"/payments/p-c1\""));
    EXPECT_TRUE(press(token, "decline"));
    EXPECT_THAT(show(token), HasSubstr("Payment declined"));
    EXPECT_TRUE(press(token, "pay"));
    EXPECT_THAT(show(token), HasSubstr("Payment received"));
    EXPECT_EQ(show("no-such-token-at-all-"), "NOT_FOUND");
    deliver_webhooks();
}

TEST_F(CashierTest, ButtonsLeadBackToThePage) {
    const auto token = go_to_cashier(open("c1")).value();
    v1::PressCashierButtonRequest request;
    request.set_token(token);
    request.set_action("pay");
    auto call = testing::context_with();
    const auto pressed = run(cashier().PressCashierButton(call, request));
    ASSERT_TRUE(pressed);
    EXPECT_EQ(call.reply_headers, (HeaderList{{"location", "/sandbox/cashier/" + token}}));
    EXPECT_THAT(show(token, "zh-CN"), HasSubstr("支付成功"));
    request.set_action("decline");
    EXPECT_TRUE(run(cashier().PressCashierButton(call, request)));
    EXPECT_THAT(show(token, "zh-CN"), HasSubstr("支付成功"));
    v1::GetCashierStyleRequest style;
    style.set_token(token);
    EXPECT_THAT(run(cashier().GetCashierStyle(call, style))->data(), HasSubstr("from { --t: 900; }"));
    deliver_webhooks();
}

TEST_F(CashierTest, NobodyPaysThereAfterTheTime) {
    const auto token = go_to_cashier(open("c1")).value();
    clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(press(token, "pay").error().reason(), v1::reason::kPaymentExpired);
    EXPECT_THAT(show(token), HasSubstr("Time is up"));
    v1::GetCashierRequest request;
    request.set_token(token);
    EXPECT_EQ(run(cashier().GetCashier(context, request))->state().status(), v1::PAYMENT_STATUS_CLOSED);
}

TEST_F(CashierTest, NobodyPaysThereWhatIsCancelled) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    take(cancellation_of("c1", 1));
    for (const auto& event : events.of<v1::PaymentChargeOver>()) {
        take(event);
        take(event);
    }
    EXPECT_EQ(press(token, "pay").error().reason(), v1::reason::kPaymentState);
    EXPECT_THAT(show(token), HasSubstr("Payment cancelled"));
    clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(press(token, "pay").error().reason(), v1::reason::kPaymentExpired);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sandbox_deliveries"), "0");
}

TEST_F(CashierTest, WhatWasPaidBeforeItWasCancelledGoesBack) {
    const auto id = open("c1");
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    take(cancellation_of("c1", 1));
    for (const auto& event : events.of<v1::PaymentChargeOver>()) take(event);
    deliver_webhooks();
    take_own();
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_REFUNDED);
}

// Takes the place of the way to the service, and fails as often as it is told.
class FailingSender final : public WebhookSender {
public:
    FailingSender(v1::PaymentService& payments, int failures) : direct_(payments), failures_(failures) {}
    Task<Result<void>> send(CallContext& call, const std::string& payload,
                            const std::string& signature) override {
        if (failures_-- > 0) co_return reason::unavailable("Nobody is there.");
        co_return co_await direct_.send(call, payload, signature);
    }

private:
    DirectWebhookSender direct_;
    int failures_;
};

TEST_F(CashierTest, AWebhookIsRepeatedUntilItIsTaken) {
    const auto id = open("c1");
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    FailingSender sender(payments(), 3);
    const WebhookCourier first(sandbox_store(), sender, clock, std::string(kSecret), WebhookBell(loops()[0]));
    EXPECT_EQ(run(first.deliver_due(context)).value(), 1U);
    EXPECT_EQ(run(first.deliver_due(context)).value(), 0U);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(run(first.deliver_due(context)).value(), 1U);
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    // What the first did not bring, another does: a process that starts anew.
    const WebhookCourier second(sandbox_store(), sender, clock, std::string(kSecret),
                                WebhookBell(loops()[0]));
    clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(run(second.deliver_due(context)).value(), 1U);
    clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(run(second.deliver_due(context)).value(), 1U);
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sandbox_deliveries"), "0");
}

TEST_F(CashierTest, ACourierThatDiedLosesNothing) {
    const auto id = open("c1");
    EXPECT_TRUE(press(go_to_cashier(id).value(), "pay"));
    const auto now = clock.now();
    ASSERT_THAT(run(sandbox_store().claim(context, now, now + std::chrono::minutes(5))).value(), SizeIs(1));
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_PROCESSING);
    clock.advance(std::chrono::minutes(5));
    deliver_webhooks();
    EXPECT_EQ(status_of(id), v1::PAYMENT_STATUS_SUCCEEDED);
}

class UnrulySandboxTest : public PaymentFixture {
protected:
    SandboxRules rules() const override {
        auto rules = PaymentFixture::rules();
        rules.duplicates = 2;
        rules.delay = std::chrono::seconds(2);
        rules.reorder = std::chrono::seconds(30);
        return rules;
    }
};

TEST_F(UnrulySandboxTest, DuplicatesDelaysAndReorderingChangeNothing) {
    constexpr int kPayments = 20;
    for (int i = 0; i < kPayments; ++i) {
        const auto token = go_to_cashier(open("c" + std::to_string(i))).value();
        EXPECT_TRUE(press(token, "decline"));
        EXPECT_TRUE(press(token, "pay"));
    }
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sandbox_deliveries"), std::to_string(kPayments * 6));
    deliver_webhooks();
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), SizeIs(0));
    for (int second = 0; second <= 32; ++second) {
        clock.advance(std::chrono::seconds(1));
        deliver_webhooks();
    }
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sandbox_deliveries"), "0");
    EXPECT_THAT(events.of<v1::PaymentSucceeded>(), SizeIs(kPayments));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM payments WHERE status = 'SUCCEEDED'"),
              std::to_string(kPayments));
}

// Refuses the first call and takes the second.
class Endpoint final : public http::Handler {
public:
    Task<http::Response> handle(http::Request& request) override {
        std::lock_guard lock(mutex_);
        bodies_.emplace_back(request.body());
        signatures_.emplace_back(request.header(kSignatureHeader));
        changed_.notify_all();
        co_return http::Response::empty(bodies_.size() == 1 ? 503 : 204);
    }
    void wait_for(std::size_t calls) {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(
            changed_.wait_for(lock, std::chrono::seconds(30), [&] { return bodies_.size() >= calls; }));
    }
    std::vector<std::string> bodies_, signatures_;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
};

TEST_F(CashierTest, WebhooksGoOverHttpWithTheirSignature) {
    const auto id = open("c1");
    const auto token = go_to_cashier(id).value();
    Endpoint endpoint;
    http::Server server(loops(), endpoint, {.host = "127.0.0.1"});
    server.start();
    http::Client client(loops());
    HttpWebhookSender sender(client, "http://127.0.0.1:" + std::to_string(server.port()) + "/hooks");
    const runtime::SystemClock real;
    const WebhookBell bell(loops()[0]);
    WebhookCourier background(sandbox_store(), sender, real, std::string(kSecret), bell);
    background.start();
    EXPECT_TRUE(press(token, "pay"));
    bell.ring(real.now());
    endpoint.wait_for(2);
    run(background.stop());
    EXPECT_TRUE(run(server.stop(deadline_in(std::chrono::seconds(5)))));
    EXPECT_EQ(endpoint.bodies_[0], endpoint.bodies_[1]);
    EXPECT_THAT(endpoint.bodies_[0], HasSubstr("SANDBOX_EVENT_TYPE_SUCCEEDED"));
    EXPECT_TRUE(auth::is_signed_webhook(kSecret, endpoint.bodies_[1], endpoint.signatures_[1], real.now()));
    // The endpoint was not the service, so the books do not agree.
    temporary().execute("TRUNCATE sandbox_charges");
}

}  // namespace
}  // namespace ecommerce::payment
