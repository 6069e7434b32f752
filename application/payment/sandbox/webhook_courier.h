// SPDX-License-Identifier: Apache-2.0
// Delivers the webhook calls that the sandbox owes until each is taken. They are rows of a table: a restart
// loses none, and of several processes each takes some.
#pragma once

#include <algorithm>
#include <memory>

#include "application/payment/sandbox/webhook_sender.h"
#include "application/payment/storage/sandbox_store.h"
#include "framework/runtime/spawn.h"
#include "framework/telemetry/log.h"

namespace ecommerce::payment {

// Wakes couriers. Any thread; copies ring the same bell.
class WebhookBell {
public:
    explicit WebhookBell(runtime::Loop& loop) : loop_(&loop), state_(std::make_shared<State>()) {}
    // A call is due then; the past means at once.
    void ring(Timestamp due) const {
        loop_->post([state = state_, due] {
            state->next_due = std::min(state->next_due, due);
            state->rung.notify();
        });
    }

private:
    friend class WebhookCourier;
    struct State {
        runtime::Waiter rung;
        Timestamp next_due = Timestamp::max();  // of what is known here
    };
    runtime::Loop* loop_;
    std::shared_ptr<State> state_;
};

// On the bell's loop.
class WebhookCourier {
public:
    WebhookCourier(SandboxStore& store, WebhookSender& sender, const runtime::Clock& clock,
                   std::string secret, WebhookBell bell)
        : store_(store), sender_(sender), clock_(clock), secret_(std::move(secret)), bell_(std::move(bell)) {}

    void start();
    Task<void> stop();

    // One attempt for each call that is due, at most a few; gives how many there were.
    Task<Result<std::size_t>> deliver_due(CallContext& context) const;

private:
    Task<void> run();
    // Whether it was taken.
    Task<bool> deliver(CallContext& context, SandboxDelivery delivery) const;
    void not_noted(const Error& error) const;
    Task<void> look(CallContext& context) const;

    SandboxStore& store_;
    WebhookSender& sender_;
    const runtime::Clock& clock_;
    const std::string secret_;
    WebhookBell bell_;
    runtime::TaskGroup background_;
    log::Logger log_{"payment"};
    log::Throttle complaints_{std::chrono::minutes(1)};
};

}  // namespace ecommerce::payment
