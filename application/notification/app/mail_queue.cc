// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_queue.h"

#include <algorithm>

namespace ecommerce::notification {

namespace {

using namespace std::chrono_literals;

// Short enough to be worked off while rows are said to be in it, long enough for many processes.
constexpr int kEnough = 200;
constexpr int kPutAtOnce = 200;
static_assert(kPutAtOnce <= queue::TaskQueue::kAtOnce);
// After so long a row that nobody claimed is put again.
constexpr auto kQueuedFor = 2min;
// A process that asked for nothing for so long is gone.
constexpr auto kGone = 1h;

}  // namespace

MailQueue::MailQueue(Needs needs, queue::QueueOptions options)
    : needs_(std::move(needs)), tasks_(needs_.store, std::move(options)) {}

Task<Result<void>> MailQueue::fill(CallContext& context) {
    const auto depth = co_await tasks_.depth(context);
    if (!depth || depth->tasks >= kEnough) co_return {};
    const auto now = needs_.clock.now();
    // An empty queue has lost what rows say is in it. Clocks of processes differ.
    const auto marked_before = depth->tasks == 0 ? now + 2 * kQueuedFor : now;
    const auto due =
        co_await ok(needs_.mails.mark_queued(context, now, marked_before, now + kQueuedFor, kPutAtOnce));
    (void)co_await tasks_.put(context, due);  // else again, later
    co_return {};
}

Task<Result<std::optional<ClaimedMail>>> MailQueue::next(CallContext& context, std::chrono::seconds lease) {
    for (;;) {
        const auto task = co_await take(context);
        const auto now = needs_.clock.now();
        if (!task) {
            auto mail = co_await ok(needs_.mails.claim(context, now, now + lease));
            if (!mail) co_return std::nullopt;
            co_return ClaimedMail{.mail = std::move(*mail), .task = {}};
        }
        if (!*task) co_return std::nullopt;
        auto mail = co_await ok(needs_.mails.claim(context, (*task)->id, now, now + lease));
        if (mail) co_return ClaimedMail{.mail = std::move(*mail), .task = *task};
        // Sent, waiting, dead or at somebody else.
        (void)co_await tasks_.finish(context, **task);
    }
}

Task<Result<std::optional<queue::TaskTaken>>> MailQueue::take(CallContext& context) {
    auto tasks = co_await ok(tasks_.take_abandoned(context, 1));
    if (tasks.empty()) tasks = co_await ok(tasks_.take(context, 1));
    if (tasks.empty()) co_return std::nullopt;
    co_return std::move(tasks.front());
}

Task<void> MailQueue::finish(CallContext& context, const ClaimedMail& mail) {
    if (mail.task) (void)co_await tasks_.finish(context, *mail.task);
}

Task<Result<void>> MailQueue::look_after(CallContext& context) {
    const auto backlog = co_await ok(needs_.mails.backlog(context));
    const auto lag = backlog.oldest_due_at ? needs_.clock.now() - *backlog.oldest_due_at : 0s;
    needs_.meters.lag.set(std::max(0.0, std::chrono::duration<double>(lag).count()));
    needs_.meters.dead_letters.set(double(backlog.dead));
    if (const auto depth = co_await tasks_.depth(context)) {
        needs_.meters.queued.set(double(depth->tasks - depth->held));
        needs_.meters.claimed.set(double(depth->held));
        (void)co_await tasks_.forget_consumers(context, kGone);
    }
    co_return {};
}

}  // namespace ecommerce::notification
