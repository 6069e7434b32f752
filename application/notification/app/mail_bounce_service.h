// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "application/notification/app/mail_meters.h"
#include "framework/runtime/clock.h"

#include "notification/v1/mail_bounce_service.rpc.h"
#include "user/v1/email_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's MailBounceService. Stateless; any loop.
class MailBounceService final : public v1::MailBounceService {
public:
    static constexpr std::string_view kSignatureHeader = "mail-signature";

    struct Needs {
        user::v1::EmailService& users;
        const runtime::Clock& clock;
        MailMeters meters;
        std::string secret;  // empty: nobody can sign
    };
    explicit MailBounceService(Needs needs) : needs_(std::move(needs)) {}

    Task<Result<v1::TakeBouncesResponse>> TakeBounces(CallContext& context,
                                                      const v1::TakeBouncesRequest& request) override;

private:
    bool is_signed(const CallContext& context, std::string_view payload) const;

    const Needs needs_;
};

}  // namespace ecommerce::notification
