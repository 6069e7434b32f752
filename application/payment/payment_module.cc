// SPDX-License-Identifier: Apache-2.0
#include "application/payment/payment_module.h"

#include "application/payment/payment_migrations.h"
#include "application/payment/payment_parts.h"
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

class PaymentModule final : public service::Module {
public:
    PaymentModule(service::Environment& environment, const Settings& settings)
        : sessions_(environment.client<auth::v1::AuthServiceClient>()),
          parts_(environment.database, environment.loops, sessions_, environment.events, environment.clock,
                 {.watch = settings.watch,
                  .sandbox = settings.sandbox,
                  .methods = methods_with,
                  .http = &environment.http.get(),
                  .webhook_url = settings.webhook_url,
                  .refund_meters = RefundMeters(environment.metrics)}) {}

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&payments_, &refunds_, &cashier_, &checkout_facts_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_payment_events(subscriptions, parts_.store, parts_.move, parts_.pay_back,
                                 parts_.close_charge);
    }

    void start() override { parts_.courier.start(); }
    Task<void> stop() override { return parts_.courier.stop(); }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return parts_.checks.run(context, response);
    }

private:
    auth::v1::AuthServiceClient sessions_;
    PaymentParts parts_;
    v1::PaymentServiceEndpoint payments_{parts_.payments};
    v1::RefundAdminServiceEndpoint refunds_{parts_.refunds};
    v1::SandboxCashierServiceEndpoint cashier_{parts_.cashier};
    diagnostics::v1::CheckoutFactsServiceEndpoint checkout_facts_{parts_.checkout_facts};
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
