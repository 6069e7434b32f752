// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/app/make_link.h"
#include "application/user/app/prove_password.h"
#include "application/user/storage/shop_store.h"
#include "framework/postgres/transactor.h"

#include "user/v1/email_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's EmailService. Stateless; any loop.
class EmailService final : public v1::EmailService {
public:
    struct Needs {
        postgres::Transactor transact;
        const UserStore& users;
        const ShopStore& shops;
        const EmailLinkStore& links;
        const LinkTokens& tokens;
        const MakeLink& make_link;
        const ProvePassword& prove;
        const auth::AttemptLimit& mail_requests;
        auth::PasswordHasher& passwords;
        events::Publisher& events;
        const runtime::Clock& clock;
    };
    explicit EmailService(const Needs& needs) : needs_(needs) {}

    Task<Result<v1::RequestPasswordResetResponse>> RequestPasswordReset(
        CallContext& context, const v1::RequestPasswordResetRequest& request) override;
    Task<Result<v1::ResetPasswordResponse>> ResetPassword(CallContext& context,
                                                          const v1::ResetPasswordRequest& request) override;
    Task<Result<v1::ConfirmEmailResponse>> ConfirmEmail(CallContext& context,
                                                        const v1::ConfirmEmailRequest& request) override;
    Task<Result<v1::GetEmailResponse>> GetEmail(CallContext& context,
                                                const v1::GetEmailRequest& request) override;
    Task<Result<v1::SendConfirmationResponse>> SendConfirmation(
        CallContext& context, const v1::SendConfirmationRequest& request) override;
    Task<Result<v1::ChangeEmailResponse>> ChangeEmail(CallContext& context,
                                                      const v1::ChangeEmailRequest& request) override;
    Task<Result<v1::AddressMailResponse>> AddressMail(CallContext& context,
                                                      const v1::AddressMailRequest& request) override;
    Task<Result<v1::NoteUndeliverableResponse>> NoteUndeliverable(
        CallContext& context, const v1::NoteUndeliverableRequest& request) override;

private:
    Task<Result<void>> make_reset_link(CallContext& context, const std::string& email, Language language);
    // A link that still works, before anything costly is done for it.
    Task<Result<EmailLinkRow>> check(CallContext& context, const std::string& link_id);
    // Its account's row is locked before it, as when links are made: the other way round two could wait for each other.
    Task<Result<EmailLinkRow>> use(postgres::Transaction& tx, const EmailLinkRow& link, Timestamp now);
    Task<Result<void>> set_password(CallContext& context, const EmailLinkRow& checked,
                                    const std::string& hash);
    Task<Result<void>> confirm(CallContext& context, const std::string& link_id);
    Task<Result<void>> change(CallContext& context, const std::string& link_id);
    // Of the caller's, who is told when there were too many.
    Task<Result<void>> send_link(CallContext& context, NewLink link);

    const Needs needs_;
};

}  // namespace ecommerce::user
