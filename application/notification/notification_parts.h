// SPDX-License-Identifier: Apache-2.0
// The notification service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/notification/app/mail_admin_service.h"
#include "application/notification/app/notification_service.h"
#include "application/notification/app/notification_subscriptions.h"
#include "application/notification/app/settings_service.h"

namespace ecommerce::notification {

struct NotificationPlan {
    bool sends_mails = false;
    LiveRules live;
    LiveMeters live_meters;
};

struct NotificationParts {
    // All outlive it.
    NotificationParts(postgres::Database& database, runtime::Loops& loops, auth::v1::AuthService& sessions,
                      const runtime::Clock& clock, const NotificationPlan& plan)
        : boxes(database),
          mails(database),
          live(database),
          settings(database),
          tell({.boxes = boxes,
                .mails = mails,
                .live = live,
                .clock = clock,
                .sends_mails = plan.sends_mails}),
          feed(loops[0], live, plan.live, plan.live_meters),
          watch({.feed = feed,
                 .changes = live,
                 .boxes = boxes,
                 .sessions = sessions,
                 .clock = clock,
                 .meters = plan.live_meters}),
          service(database, {.boxes = boxes,
                             .settings = settings,
                             .live = live,
                             .watch = watch,
                             .clock = clock,
                             .sends_mails = plan.sends_mails}),
          settings_service(settings, plan.sends_mails),
          mail_admin(mails, clock) {}

    BoxStore boxes;
    MailStore mails;
    LiveStore live;
    SettingsStore settings;
    Tell tell;
    LiveFeed feed;
    WatchNotifications watch;
    NotificationService service;
    SettingsService settings_service;
    MailAdminService mail_admin;
};

}  // namespace ecommerce::notification
