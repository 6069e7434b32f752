// SPDX-License-Identifier: Apache-2.0
// The notification service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/notification/app/mail_admin_service.h"
#include "application/notification/app/notification_service.h"
#include "application/notification/app/notification_subscriptions.h"

namespace ecommerce::notification {

struct NotificationParts {
    // All outlive it.
    NotificationParts(postgres::Database& database, const runtime::Clock& clock, bool sends_mails)
        : boxes(database),
          mails(database),
          tell(boxes, mails, clock, sends_mails),
          service(database, boxes, mails, clock, sends_mails),
          mail_admin(mails, clock) {}

    BoxStore boxes;
    MailStore mails;
    Tell tell;
    NotificationService service;
    MailAdminService mail_admin;
};

}  // namespace ecommerce::notification
