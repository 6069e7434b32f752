// SPDX-License-Identifier: Apache-2.0
// The notification service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/notification/app/news_events.h"
#include "application/notification/app/notification_service.h"

namespace ecommerce::notification {

struct NotificationParts {
    // All outlive it.
    NotificationParts(postgres::Database& database, const runtime::Clock& clock)
        : boxes(database), tell(boxes, clock), service(database, boxes, clock) {}

    BoxStore boxes;
    Tell tell;
    NotificationService service;
};

}  // namespace ecommerce::notification
