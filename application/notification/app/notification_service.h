// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/notification/app/watch_notifications.h"
#include "application/notification/storage/settings_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

#include "notification/v1/notification_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's NotificationService. Any loop.
class NotificationService final : public v1::NotificationService {
public:
    struct Needs {
        const BoxStore& boxes;
        const SettingsStore& settings;
        const LiveStore& live;
        const notification::WatchNotifications& watch;
        const runtime::Clock& clock;
        bool sends_mails;
    };
    NotificationService(postgres::Transactor transact, const Needs& needs)
        : transact_(transact),
          boxes_(needs.boxes),
          settings_(needs.settings),
          live_(needs.live),
          watch_(needs.watch),
          clock_(needs.clock),
          sends_mails_(needs.sends_mails) {}

    Task<Result<v1::ListNotificationsResponse>> ListNotifications(
        CallContext& context, const v1::ListNotificationsRequest& request) override;
    Task<Result<v1::CountUnreadNotificationsResponse>> CountUnreadNotifications(
        CallContext& context, const v1::CountUnreadNotificationsRequest& request) override;
    Task<Result<v1::MarkNotificationsReadResponse>> MarkNotificationsRead(
        CallContext& context, const v1::MarkNotificationsReadRequest& request) override;
    Task<Result<void>> WatchNotifications(CallContext& context, const v1::WatchNotificationsRequest& request,
                                          rpc::Writer<v1::WatchNotificationsResponse>& out) override;
    Task<Result<v1::ListMailChoicesResponse>> ListMailChoices(
        CallContext& context, const v1::ListMailChoicesRequest& request) override;
    Task<Result<v1::ChooseMailResponse>> ChooseMail(CallContext& context,
                                                    const v1::ChooseMailRequest& request) override;
    Task<Result<v1::DeleteNotificationResponse>> DeleteNotification(
        CallContext& context, const v1::DeleteNotificationRequest& request) override;

private:
    postgres::Transactor transact_;
    const BoxStore& boxes_;
    const SettingsStore& settings_;
    const LiveStore& live_;
    const notification::WatchNotifications& watch_;
    const runtime::Clock& clock_;
    const bool sends_mails_;
};

}  // namespace ecommerce::notification
