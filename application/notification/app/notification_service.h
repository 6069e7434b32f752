// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/notification/storage/mail_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

#include "notification/v1/notification_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's NotificationService. Any loop.
class NotificationService final : public v1::NotificationService {
public:
    NotificationService(postgres::Transactor transact, const BoxStore& boxes, const MailStore& mails,
                        const runtime::Clock& clock, bool sends_mails)
        : transact_(transact), boxes_(boxes), mails_(mails), clock_(clock), sends_mails_(sends_mails) {}

    Task<Result<v1::ListNotificationsResponse>> ListNotifications(
        CallContext& context, const v1::ListNotificationsRequest& request) override;
    Task<Result<v1::CountUnreadNotificationsResponse>> CountUnreadNotifications(
        CallContext& context, const v1::CountUnreadNotificationsRequest& request) override;
    Task<Result<v1::MarkNotificationsReadResponse>> MarkNotificationsRead(
        CallContext& context, const v1::MarkNotificationsReadRequest& request) override;
    Task<Result<v1::ListMailChoicesResponse>> ListMailChoices(
        CallContext& context, const v1::ListMailChoicesRequest& request) override;
    Task<Result<v1::ChooseMailResponse>> ChooseMail(CallContext& context,
                                                    const v1::ChooseMailRequest& request) override;
    Task<Result<v1::DeleteNotificationResponse>> DeleteNotification(
        CallContext& context, const v1::DeleteNotificationRequest& request) override;

private:
    postgres::Transactor transact_;
    const BoxStore& boxes_;
    const MailStore& mails_;
    const runtime::Clock& clock_;
    const bool sends_mails_;
};

}  // namespace ecommerce::notification
