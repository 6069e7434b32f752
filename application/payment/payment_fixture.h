// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts and the sandbox provider on a real database.
#pragma once

#include <google/protobuf/util/json_util.h>

#include "application/payment/app/convert.h"
#include "application/payment/payment_migrations.h"
#include "application/payment/payment_parts.h"
#include "framework/auth/webhook_signature.h"
#include "framework/money/money_message.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "auth/v1/auth_service.rpc.h"
#include "diagnostics/v1/diagnostics_service.pb.h"
#include "order/v1/events.pb.h"
#include "payment/v1/error_reason.rpc.h"
#include "payment/v1/events.pb.h"
#include "payment/v1/sandbox_webhook.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::payment {

class PaymentFixture : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kBuyer = 7;
    static constexpr std::string_view kSecret = "a secret of the tests";

    std::string template_name() const override { return "payment"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    virtual SandboxRules rules() const {
        return {.public_url = "http://shop.test", .secret = std::string(kSecret)};
    }

    void SetUp() override {
        testing::PostgresFixture::SetUp();
        context = testing::context_with(std::chrono::minutes(5));  // hundreds of rounds take their time
        answer_for_sessions();
        parts_ = std::make_unique<PaymentParts>(database(), loops(), sessions_, events, clock,
                                                PaymentPlan{.watch = {.per_account = 2, .per_payment = 2},
                                                            .sandbox = rules(),
                                                            .methods = two_methods});
        subscribe_payment_events(subscriptions, parts_->store, parts_->move, parts_->pay_back,
                                 parts_->close_charge);
    }
    // What every test that moves money ends with.
    void TearDown() override {
        EXPECT_EQ(violations(), "");
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    CallContext as_buyer(std::int64_t user_id = kBuyer) const {
        return as({.user_id = user_id, .roles = RoleSet().with(Role::customer)});
    }
    CallContext as_seller(std::int64_t shop_id) const {
        return as({.user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)});
    }
    CallContext as_admin() const { return as({.user_id = 1, .roles = RoleSet().with(Role::admin)}); }
    static CallContext as(Principal principal) {
        auto context = testing::context_with();
        context.principal = std::move(principal);
        return context;
    }

    // 30.00 for the order o-<checkout>-1 of shop 11, and the same for o-<checkout>-2 of shop 12.
    v1::CreatePaymentRequest new_payment(const std::string& checkout_id) const {
        v1::CreatePaymentRequest request;
        request.set_id("p-" + checkout_id);
        request.set_checkout_id(checkout_id);
        request.set_user_id(kBuyer);
        request.set_payment_method("sandbox");
        *request.mutable_amount() = to_message(Money(6000, "CNY"));
        for (const int shop : {1, 2}) {
            auto& part = *request.add_parts();
            part.set_order_no("o-" + checkout_id + "-" + std::to_string(shop));
            part.set_shop_id(10 + shop);
            *part.mutable_amount() = to_message(Money(3000, "CNY"));
        }
        rpc::set_time(*request.mutable_expires_at(), clock.now() + std::chrono::minutes(15));
        return request;
    }
    std::string open(const std::string& checkout_id) {
        auto created = run(payments().CreatePayment(context, new_payment(checkout_id)));
        if (!created) ADD_FAILURE() << created.error().message();
        return created ? created->payment().id() : "";
    }
    // The token of the cashier's address.
    Result<std::string> go_to_cashier(const std::string& payment_id, const std::string& method = "",
                                      std::int64_t user_id = kBuyer) {
        v1::PayPaymentRequest request;
        request.set_id(payment_id);
        request.set_payment_method(method);
        auto buyer = as_buyer(user_id);
        auto paid = run(payments().PayPayment(buyer, request));
        if (!paid) return fail(paid.error());
        return paid->cashier_url().substr(std::string_view("http://shop.test/sandbox/cashier/").size());
    }
    Result<v1::CashierState> press(const std::string& token, const std::string& action) {
        v1::SubmitCashierRequest request;
        request.set_token(token);
        request.set_action(action);
        auto pressed = run(cashier().SubmitCashier(context, request));
        if (!pressed) return fail(pressed.error());
        return pressed->state();
    }
    // Until nothing is due.
    void deliver_webhooks() {
        for (;;) {
            auto delivered = run(courier().deliver_due(context));
            ASSERT_TRUE(delivered);
            if (*delivered == 0) return;
        }
    }
    Task<Result<void>> deliver(CallContext& call, const google::protobuf::Message& event) {
        co_return co_await testing::deliver(subscriptions, database(), call, event);
    }
    void take(const google::protobuf::Message& event) {
        auto taken = run(deliver(context, event));
        EXPECT_TRUE(taken) << (taken ? "" : taken.error().message());
    }
    // Gives every event that the service published for itself.
    void take_own() {
        for (const auto& event : events.of<v1::PaymentRefundDue>()) take(event);
    }
    // The order o-<checkout>-<shop> of new_payment(), cancelled before it was paid.
    static order::v1::OrderCancelled cancellation_of(const std::string& checkout_id, int shop) {
        order::v1::OrderCancelled event;
        event.set_order_no("o-" + checkout_id + "-" + std::to_string(shop));
        event.set_checkout_id(checkout_id);
        event.set_payment_id("p-" + checkout_id);
        event.set_user_id(kBuyer);
        event.set_shop_id(10 + shop);
        *event.mutable_total() = to_message(Money(3000, "CNY"));
        return event;
    }
    // Calls the order o-<checkout>-<shop> off, as the order service tells it.
    void call_off(const std::string& checkout_id, int shop) { take(call_off_of(checkout_id, shop)); }
    static order::v1::OrderRefunding call_off_of(const std::string& checkout_id, int shop) {
        order::v1::OrderRefunding event;
        event.set_order_no("o-" + checkout_id + "-" + std::to_string(shop));
        event.set_checkout_id(checkout_id);
        event.set_payment_id("p-" + checkout_id);
        return event;
    }
    // Opens a payment and pays it; the cashier's token.
    std::string pay(const std::string& checkout_id) {
        const auto token = go_to_cashier(open(checkout_id)).value();
        EXPECT_TRUE(press(token, "pay"));
        deliver_webhooks();
        return token;
    }
    void reach_deadline(const std::string& payment_id) {
        v1::PaymentDue due;
        due.set_payment_id(payment_id);
        take(due);
    }

    v1::SandboxWebhook webhook(const std::string& payment_id, v1::SandboxEventType type,
                               const std::string& id) const {
        v1::SandboxWebhook message;
        message.set_event_id(id);
        message.set_type(type);
        message.set_payment_id(payment_id);
        message.set_charge_id(temporary().value(
            "SELECT charges.charge_id FROM charges JOIN payments ON payments.id = payment_row_id WHERE payment_id = '" +
            payment_id + "' ORDER BY charges.id LIMIT 1"));
        *message.mutable_amount() = to_message(Money(6000, "CNY"));
        return message;
    }
    Task<Result<void>> hear(const v1::SandboxWebhook& message) {
        std::string json;
        (void)google::protobuf::util::MessageToJsonString(message, &json);
        DirectWebhookSender sender(payments());
        CallContext call;
        call.deadline = deadline_in(std::chrono::seconds(20));
        co_return co_await sender.send(call, json, auth::sign_webhook(kSecret, json, clock.now()));
    }

    v1::PaymentStatus status_of(const std::string& payment_id) {
        v1::GetPaymentRequest request;
        request.set_id(payment_id);
        auto admin = as_admin();
        auto got = run(payments().GetPayment(admin, request));
        return got ? got->payment().status() : v1::PAYMENT_STATUS_UNSPECIFIED;
    }
    // The names of broken invariants, one a line.
    std::string violations() {
        diagnostics::v1::CheckInvariantsResponse response;
        auto checked = run(parts_->checks.run(context, response));
        std::string names = checked ? "" : checked.error().message();
        for (const auto& violation : response.violations()) names += violation.invariant() + "\n";
        return names;
    }

    PaymentService& payments() { return parts_->payments; }
    RefundAdminService& refunds() { return parts_->refunds; }
    SandboxCashierService& cashier() { return parts_->cashier; }
    WebhookCourier& courier() { return parts_->courier; }
    SandboxStore& sandbox_store() { return parts_->sandbox_store; }
    const PaymentChecks& checks() { return parts_->checks; }
    const PaymentMethods& methods() { return parts_->methods; }

    testing::FakeClock clock;
    testing::FakeChannel session_channel;
    std::atomic<bool> session_lives = true;
    testing::RecordedEvents events;
    events::Subscriptions subscriptions;

private:
    void answer_for_sessions() {
        using namespace ecommerce::auth::v1;
        session_channel.on<CheckSessionRequest, CheckSessionResponse>(
            "CheckSession", [this](const CheckSessionRequest&) -> Result<CheckSessionResponse> {
                CheckSessionResponse response;
                response.set_alive(session_lives);
                return response;
            });
    }

    static PaymentMethods two_methods(Provider& sandbox) {
        return PaymentMethods({{.code = "sandbox", .name = "Sandbox", .provider = &sandbox},
                               {.code = "card", .name = "Card", .provider = &sandbox}});
    }

    ecommerce::auth::v1::AuthServiceClient sessions_{session_channel};
    std::unique_ptr<PaymentParts> parts_;
};

}  // namespace ecommerce::payment
