// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/webhook_courier.h"

#include <algorithm>

#include "framework/auth/webhook_signature.h"
#include "framework/runtime/join.h"

namespace ecommerce::payment {

namespace {

using namespace std::chrono_literals;

// Between rounds: what comes close together shares the statements of one.
constexpr auto kGather = 10ms;
// Few: they are this service's own calls, and its database is near.
constexpr std::size_t kAtOnce = 4;
constexpr auto kCallLimit = 10s;
// Longer than a whole batch takes: a call whose courier died is tried again after it.
constexpr auto kLease = 5min;
// Work of other processes that died is found by looking, not by the bell.
constexpr auto kLookEvery = 5s;

std::chrono::milliseconds pause_after(int attempts) {
    return std::min<std::chrono::milliseconds>(500ms * (1 << std::min(attempts - 1, 12)), 10min);
}

}  // namespace

void WebhookCourier::start() {
    auto begin = [](WebhookCourier& courier) -> Task<void> {
        courier.background_.start(courier.run());
        co_return;
    };
    runtime::spawn(*bell_.loop_, begin(*this));
}

Task<void> WebhookCourier::stop() {
    co_await background_.close();
}

Task<bool> WebhookCourier::deliver(CallContext& context, SandboxDelivery delivery) const {
    const auto signature = auth::sign_webhook(secret_, delivery.payload, clock_.now());
    auto call = context;
    call.deadline = std::min(context.deadline, deadline_in(kCallLimit));
    const auto sent = co_await sender_.send(call, delivery.payload, signature);
    if (sent) co_return true;
    log_.info("a webhook of the sandbox was not taken", {{"event_id", delivery.event_id},
                                                         {"attempts", delivery.attempts},
                                                         {"reason", sent.error().reason()}});
    const Timestamp again = clock_.now() + pause_after(delivery.attempts);
    const auto noted =
        co_await store_.postpone(context, delivery.id, sent.error().message().substr(0, 200), again);
    if (!noted) not_noted(noted.error());
    bell_.ring(again);
    co_return false;
}

// Not noted means tried again when the lease ends; the receiver knows the event by its id.
void WebhookCourier::not_noted(const Error& error) const {
    log_.warning("what became of webhooks was not noted, so they come again", {{"reason", error.reason()}});
}

Task<Result<std::size_t>> WebhookCourier::deliver_due(CallContext& context) const {
    const auto now = clock_.now();
    auto claimed = co_await ok(store_.claim(context, now, now + kLease));
    if (claimed.empty()) co_return std::size_t(0);
    std::vector<std::int64_t> ids;
    std::vector<Task<bool>> deliveries;
    for (auto& each : claimed) {
        ids.push_back(each.id);
        deliveries.push_back(deliver(context, std::move(each)));
    }
    const auto taken = co_await runtime::all(std::move(deliveries), kAtOnce);
    for (std::size_t i = ids.size(); i-- > 0;) {
        if (!taken[i]) ids.erase(ids.begin() + std::ptrdiff_t(i));
    }
    const auto noted = ids.empty() ? Result<void>() : co_await store_.delivered(context, ids);
    if (!noted) not_noted(noted.error());
    co_return claimed.size();
}

// When the next call is due of all that there are.
Task<void> WebhookCourier::look(CallContext& context) const {
    auto due = co_await store_.next_due(context);
    if (due && *due) bell_.state_->next_due = std::min(bell_.state_->next_due, **due);
}

Task<void> WebhookCourier::run() {
    auto& stop = background_.stop_signal();
    auto& [rung, next_due] = *bell_.state_;
    auto look_at = Deadline::min();
    while (!stop.requested()) {
        auto context = CallContext::background("payment", deadline_in(kLease));
        if (std::chrono::steady_clock::now() >= look_at) {
            look_at = deadline_in(kLookEvery);
            co_await look(context);
        }
        const auto now = clock_.now();
        if (next_due > now) {
            const auto wait = std::min<std::chrono::microseconds>(kLookEvery, next_due - now);
            co_await rung.wait(std::min(look_at, deadline_in(wait)), &stop);
            continue;
        }
        next_due = Timestamp::max();  // rings during the round lower it again
        auto delivered = co_await deliver_due(context);
        if (delivered && *delivered == SandboxStore::kClaimLimit) next_due = now;
        if (delivered && *delivered > 0) co_await runtime::sleep(kGather, stop);
        std::uint64_t kept_back = 0;
        if (!delivered && complaints_.pass(kept_back)) {
            log_.warning("the sandbox's webhooks cannot be read or written; the courier waits",
                         {{"reason", delivered.error().reason()},
                          {"error", delivered.error().message()},
                          {"kept_back", kept_back}});
        }
        if (!delivered) {
            look_at = deadline_in(kLookEvery);
            co_await runtime::sleep(kLookEvery, stop);
            next_due = now;
        }
    }
}

}  // namespace ecommerce::payment
