// SPDX-License-Identifier: Apache-2.0
// What happens elsewhere and is told to accounts and shops.
#pragma once

#include "application/notification/app/tell.h"
#include "application/notification/storage/live_store.h"
#include "application/notification/storage/settings_store.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::notification {

// Registers the handlers; the references outlive `subscriptions`.
void subscribe_news(events::Subscriptions& subscriptions, const Tell& tell);
struct ClosingNeeds {
    const BoxStore& boxes;
    const MailStore& mails;
    const LiveStore& live;
    const SettingsStore& settings;
    const runtime::Clock& clock;
};
// Boxes go with their owners, and mails that wait.
void subscribe_closings(events::Subscriptions& subscriptions, const ClosingNeeds& needs);

}  // namespace ecommerce::notification
