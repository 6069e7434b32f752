// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/notification/storage/mail_store.h"
#include "framework/runtime/clock.h"

#include "notification/v1/mail_admin_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's MailAdminService. Stateless; any loop.
class MailAdminService final : public v1::MailAdminService {
public:
    MailAdminService(const MailStore& mails, const runtime::Clock& clock) : mails_(mails), clock_(clock) {}

    Task<Result<v1::ListDeadMailsResponse>> ListDeadMails(CallContext& context,
                                                          const v1::ListDeadMailsRequest& request) override;
    Task<Result<v1::ReplayDeadMailResponse>> ReplayDeadMail(
        CallContext& context, const v1::ReplayDeadMailRequest& request) override;

private:
    const MailStore& mails_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::notification
