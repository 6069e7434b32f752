// SPDX-License-Identifier: Apache-2.0
// Which mail is tried next: what the queue of the key-value store gives, or while there is none, what the table says.
// The rows are the truth. They are put into the queue when they are due, some at a time, and whatever it gives is
// claimed in the table: nothing that it loses or repeats is lost or sent twice.
#pragma once

#include <optional>

#include "application/notification/app/mail_meters.h"
#include "application/notification/storage/mail_store.h"
#include "framework/queue/task_queue.h"
#include "framework/runtime/clock.h"

namespace ecommerce::notification {

struct ClaimedMail {
    MailRow mail;
    std::optional<queue::TaskTaken> task;  // none: straight out of the table
};

// Stateless but for the store; any loop.
class MailQueue {
public:
    struct Needs {
        const MailStore& mails;
        redis::Client& store;
        const runtime::Clock& clock;
        MailMeters meters;
    };
    // `consumer` is this process's, and nobody else's.
    MailQueue(Needs needs, queue::QueueOptions options);

    // Puts into the queue what is due, unless enough is in it. Nothing while the store is down.
    Task<Result<void>> fill(CallContext& context);
    // Claimed until then. None: nothing is due.
    Task<Result<std::optional<ClaimedMail>>> next(CallContext& context, std::chrono::seconds lease);
    // Whatever became of it stands in its row.
    Task<void> finish(CallContext& context, const ClaimedMail& mail);
    // Tells /metrics how much waits, and forgets processes that are gone.
    Task<Result<void>> look_after(CallContext& context);

private:
    Task<Result<std::optional<queue::TaskTaken>>> take(CallContext& context);

    const Needs needs_;
    queue::TaskQueue tasks_;
};

}  // namespace ecommerce::notification
