// SPDX-License-Identifier: Apache-2.0
#include "application/payment/payment_module.h"

#include "application/payment/app/checkout_facts.h"
#include "application/payment/app/payment_doctor.h"
#include "application/payment/app/payment_events.h"
#include "application/payment/app/payment_service.h"
#include "application/payment/app/refund_admin_service.h"
#include "application/payment/payment_migrations.h"
#include "application/payment/sandbox/sandbox_cashier_service.h"
#include "application/payment/sandbox/webhook_courier.h"
#include "framework/config/configuration.h"
#include "framework/postgres/migrations.h"

namespace ecommerce::payment {

namespace {

using namespace std::chrono_literals;
using service::Need;

struct Settings {
    WatchRules watch;
    SandboxRules sandbox;
    std::string webhook_url;  // empty or "direct": without HTTP
};

std::string local(std::uint16_t port) {
    return "http://127.0.0.1:" + std::to_string(port);
}

std::string without_end_slashes(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

Settings read(config::Section& section, const service::Ports& own, const service::Ports& edge) {
    auto& watch = section.section("watch");
    auto& sandbox = section.section("sandbox");
    return {
        .watch = {.per_account = watch.integer("per_account", 10,
                                               {.help = "streams that one account may have open in a process",
                                                .min = 1,
                                                .max = 10'000}),
                  .per_payment = watch.integer(
                      "per_payment", 5,
                      {.help = "streams of one payment in a process", .min = 1, .max = 10'000})},
        .sandbox = {.public_url = without_end_slashes(
                        sandbox.string("public_url", local(edge.http),
                                       {.help = "where buyers reach the cashier's pages", .required = true})),
                    .secret = std::string(
                        sandbox
                            .key("webhook_secret", {.help = "signs the sandbox's webhooks", .required = true})
                            .reveal()),
                    .duplicates = sandbox.integer(
                        "duplicates", 0,
                        {.help = "how often each webhook is sent again", .min = 0, .max = 10}),
                    .delay = sandbox.duration("delay", 0ms, {.help = "how long a webhook waits", .max = 24h}),
                    .reorder = sandbox.duration(
                        "reorder", 0ms,
                        {.help = "each webhook waits for a random part of this besides", .max = 24h})},
        .webhook_url = sandbox.string(
            "webhook_url", own.http == 0 ? "direct" : local(own.http) + "/v1/payments/webhooks/sandbox",
            {.help = "where the sandbox sends its webhooks; \"direct\" calls the service without HTTP"})};
}

PaymentMethods methods_with(Provider& sandbox) {
    return PaymentMethods({{.code = std::string(SandboxProvider::kName),
                            .name = "沙箱支付",
                            .name_en = "Sandbox",
                            .description = "测试用收银台，不会产生真实扣款",
                            .description_en = "A test cashier: no real money is charged",
                            .provider = &sandbox}});
}

std::unique_ptr<WebhookSender> make_sender(http::Client& client, v1::PaymentService& payments,
                                           const std::string& url) {
    if (url.empty() || url == "direct") return std::make_unique<DirectWebhookSender>(payments);
    return std::make_unique<HttpWebhookSender>(client, url);
}

class PaymentModule final : public service::Module {
public:
    PaymentModule(service::Environment& environment, const Settings& settings)
        : sessions_(environment.client<auth::v1::AuthServiceClient>()),
          watchers_(environment.loops[0], settings.watch),
          store_(environment.database),
          reader_(environment.database),
          checks_(environment.database),
          sandbox_store_(environment.database),
          bell_(environment.loops[0]),
          sandbox_(environment.database, sandbox_store_, environment.clock, settings.sandbox,
                   [bell = bell_] { bell.ring(); }),
          methods_(methods_with(sandbox_)),
          news_(environment.events),
          open_(environment.database, store_, reader_, news_, methods_, environment.clock),
          start_(environment.database, store_, methods_, environment.clock),
          move_(store_, news_, environment.clock),
          pay_back_(store_, reader_, methods_, environment.clock, RefundMeters(environment.metrics)),
          close_charge_(reader_, methods_),
          payments_({.transact = environment.database,
                     .open = open_,
                     .start = start_,
                     .move = move_,
                     .reader = reader_,
                     .methods = methods_,
                     .watchers = watchers_,
                     .sessions = sessions_,
                     .clock = environment.clock}),
          refunds_(environment.database, move_, reader_),
          cashier_(sandbox_),
          sender_(make_sender(environment.http, payments_, settings.webhook_url)),
          courier_(sandbox_store_, *sender_, environment.clock, settings.sandbox.secret, bell_),
          payments_endpoint_(payments_),
          refunds_endpoint_(refunds_),
          cashier_endpoint_(cashier_) {}

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&payments_endpoint_, &refunds_endpoint_, &cashier_endpoint_, &checkout_facts_endpoint_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_payment_events(subscriptions, move_, pay_back_, close_charge_);
    }

    void start() override { courier_.start(); }
    Task<void> stop() override { return courier_.stop(); }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return check_payments(checks_, context, response);
    }

private:
    auth::v1::AuthServiceClient sessions_;
    Watchers watchers_;
    PaymentStore store_;
    PaymentReader reader_;
    PaymentChecks checks_;
    SandboxStore sandbox_store_;
    WebhookBell bell_;
    SandboxProvider sandbox_;
    PaymentMethods methods_;
    PaymentNews news_;
    OpenPayment open_;
    StartPaying start_;
    MovePayments move_;
    PayBack pay_back_;
    CloseCharge close_charge_;
    PaymentService payments_;
    RefundAdminService refunds_;
    SandboxCashierService cashier_;
    std::unique_ptr<WebhookSender> sender_;
    WebhookCourier courier_;
    v1::PaymentServiceEndpoint payments_endpoint_;
    v1::RefundAdminServiceEndpoint refunds_endpoint_;
    v1::SandboxCashierServiceEndpoint cashier_endpoint_;
    CheckoutFacts checkout_facts_{checks_};
    diagnostics::v1::CheckoutFactsServiceEndpoint checkout_facts_endpoint_{checkout_facts_};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<PaymentModule>(
        environment, read(environment.config, environment.ports, environment.edge_ports));
}

}  // namespace

const service::Definition kDefinition{
    .name = "payment",
    .needs = {Need::database, Need::events, Need::http},
    .apis = {v1::PaymentService::methods, v1::RefundAdminService::methods, v1::SandboxCashierService::methods,
             diagnostics::v1::CheckoutFactsService::methods},
    .subscribes = {"ecommerce.order.v1.OrderCancelled", "ecommerce.order.v1.OrderPaymentRefused",
                   "ecommerce.order.v1.OrderRefunding", "ecommerce.payment.v1.PaymentChargeOver",
                   "ecommerce.payment.v1.PaymentDue", "ecommerce.payment.v1.PaymentRefundDue",
                   "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::payment
