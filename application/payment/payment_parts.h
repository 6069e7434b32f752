// SPDX-License-Identifier: Apache-2.0
// The payment service and its sandbox put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <memory>

#include "application/payment/app/checkout_facts.h"
#include "application/payment/app/payment_service.h"
#include "application/payment/app/payment_subscriptions.h"
#include "application/payment/app/refund_admin_service.h"
#include "application/payment/sandbox/sandbox_cashier_service.h"
#include "application/payment/sandbox/webhook_courier.h"

namespace ecommerce::payment {

// What differs between the service and its tests.
struct PaymentPlan {
    WatchRules watch;
    SandboxRules sandbox;
    PaymentMethods (*methods)(Provider& sandbox);
    http::Client* http = nullptr;  // for webhooks; null: they go straight to the service
    std::string webhook_url;
    RefundMeters refund_meters = {};
};

struct PaymentParts {
    // All outlive it.
    PaymentParts(postgres::Database& database, runtime::Loops& loops, auth::v1::AuthService& sessions,
                 events::Publisher& events, const runtime::Clock& clock, const PaymentPlan& plan)
        : watchers(loops[0], plan.watch),
          store(database),
          reader(database),
          checks(database),
          sandbox_store(database),
          bell(loops[0]),
          sandbox(database, sandbox_store, clock, plan.sandbox,
                  [bell = bell](Timestamp due) { bell.ring(due); }),
          methods(plan.methods(sandbox)),
          publisher(events),
          open(database, store, reader, publisher, methods, clock),
          start(database, store, methods, clock),
          move(store, publisher, clock),
          pay_back(store, reader, methods, clock, plan.refund_meters),
          close_charge(reader, methods),
          payments({.transact = database,
                    .open = open,
                    .start = start,
                    .move = move,
                    .reader = reader,
                    .methods = methods,
                    .watchers = watchers,
                    .sessions = sessions,
                    .clock = clock}),
          refunds(database, move, reader),
          cashier(sandbox),
          sender(make_webhook_sender(plan.http, payments, plan.webhook_url)),
          courier(sandbox_store, *sender, clock, plan.sandbox.secret, bell),
          checkout_facts(checks) {}

    Watchers watchers;
    PaymentStore store;
    PaymentReader reader;
    PaymentChecks checks;
    SandboxStore sandbox_store;
    WebhookBell bell;
    SandboxProvider sandbox;
    PaymentMethods methods;
    PaymentPublisher publisher;
    OpenPayment open;
    StartPaying start;
    MovePayments move;
    PayBack pay_back;
    CloseCharge close_charge;
    PaymentService payments;
    RefundAdminService refunds;
    SandboxCashierService cashier;
    std::unique_ptr<WebhookSender> sender;
    WebhookCourier courier;
    CheckoutFacts checkout_facts;
};

}  // namespace ecommerce::payment
