// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/email_service.h"

#include <random>

#include "application/user/app/convert.h"
#include "framework/call/client_network.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

Error link_invalid() {
    return v1::reason::link_invalid("This link does not work any more. Ask for a new one.");
}

Error too_many_mails() {
    return v1::reason::too_many_attempts("Too many mails were asked for. Wait an hour.").retry_after(3600);
}

// For a link that nobody gets, so that asking for one costs the same for addresses that nobody has.
std::int64_t nobody() {
    thread_local std::random_device device;
    return -(1 + (std::int64_t(device() >> 1U) << 32U | std::int64_t(device() >> 1U)));
}

}  // namespace

Task<Result<v1::RequestPasswordResetResponse>> EmailService::RequestPasswordReset(
    CallContext& context, const v1::RequestPasswordResetRequest& request) {
    const auto email = normal_email(request.email());
    // For each network by itself: strangers leave it to the account's owner to ask from elsewhere.
    auto attempt = co_await ok(needs_.mail_requests.begin(
        context, {.target = "reset " + email + " " + client_network(context.client_address)}));
    auto made = co_await make_reset_link(context, email, Language(request.language()));
    co_await needs_.mail_requests.end(context, std::move(attempt), true);
    co_await ok(std::move(made));
    co_return v1::RequestPasswordResetResponse();
}

Task<Result<void>> EmailService::make_reset_link(CallContext& context, const std::string& email,
                                                 Language language) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto found = co_await ok(needs_.users.lock_by_email(tx, email));
        const bool known = found && found->status == Status::active;
        NewLink link{.user_id = known ? found->id : nobody(), .purpose = LinkPurpose::reset_password};
        // The mail that somebody has just asked for says the same, and goes to the same person.
        if (co_await ok(needs_.make_link.is_fresh(tx, link.user_id, link.purpose))) link.user_id = nobody();
        link.language = language;
        if (link.user_id > 0) link.email = email;
        needs_.make_link(tx, context, std::move(link));
        co_return {};
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<EmailLinkRow>> EmailService::check(CallContext& context, const std::string& link_id) {
    auto link = co_await ok(needs_.links.find(context, link_id));
    if (!link || link->ended_at || link->expires_at <= needs_.clock.now()) co_return link_invalid();
    co_return *std::move(link);
}

Task<Result<EmailLinkRow>> EmailService::use(postgres::Transaction& tx, const EmailLinkRow& link,
                                             Timestamp now) {
    co_await ok(needs_.users.lock(tx, link.user_id));
    auto used = co_await ok(needs_.links.use(tx, link.link_id, now));
    if (!used) co_return link_invalid();
    co_return *std::move(used);
}

Task<Result<v1::ResetPasswordResponse>> EmailService::ResetPassword(CallContext& context,
                                                                    const v1::ResetPasswordRequest& request) {
    if (request.new_password() != request.confirm_password()) co_return passwords_differ();
    const auto link_id = needs_.tokens.read(request.token(), LinkPurpose::reset_password);
    if (!link_id) co_return link_invalid();
    const auto link = co_await ok(check(context, *link_id));
    const auto hash = co_await ok(needs_.passwords.hash(request.new_password()));
    co_await ok(set_password(context, link, hash));
    co_return v1::ResetPasswordResponse();
}

Task<Result<void>> EmailService::set_password(CallContext& context, const EmailLinkRow& checked,
                                              const std::string& hash) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = needs_.clock.now();
        const auto link = co_await ok(use(tx, checked, now));
        const auto changed =
            co_await ok(needs_.users.reset_password(tx, link.user_id, link.email, hash, now));
        if (!changed) co_return link_invalid();
        end_links(tx, needs_.links, changed->id, now);
        v1::PasswordChanged event;
        event.set_user_id(changed->id);
        event.set_access_version(changed->access_version);
        needs_.events.publish(tx, context, event, {.key = std::to_string(changed->id)});
        co_return {};
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<v1::ConfirmEmailResponse>> EmailService::ConfirmEmail(CallContext& context,
                                                                  const v1::ConfirmEmailRequest& request) {
    v1::ConfirmEmailResponse response;
    if (const auto link_id = needs_.tokens.read(request.token(), LinkPurpose::confirm_email)) {
        co_await ok(confirm(context, *link_id));
        co_return response;
    }
    const auto link_id = needs_.tokens.read(request.token(), LinkPurpose::change_email);
    if (!link_id) co_return link_invalid();
    co_await ok(change(context, *link_id));
    response.set_changed(true);
    co_return response;
}

Task<Result<void>> EmailService::confirm(CallContext& context, const std::string& link_id) {
    const auto checked = co_await ok(check(context, link_id));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = needs_.clock.now();
        const auto link = co_await ok(use(tx, checked, now));
        const auto confirmed = co_await ok(needs_.users.confirm_email(tx, link.user_id, link.email, now));
        if (!confirmed) co_return link_invalid();
        co_return {};
    };
    co_return co_await needs_.transact(context, std::move(body));
}

// Whether the address is free is for its unique index to say.
Task<Result<void>> EmailService::change(CallContext& context, const std::string& link_id) {
    const auto checked = co_await ok(check(context, link_id));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto now = needs_.clock.now();
        const auto before = co_await ok(needs_.users.lock(tx, checked.user_id));
        if (!before || before->status != Status::active) co_return link_invalid();
        const auto link = co_await ok(use(tx, checked, now));
        co_await ok(needs_.users.change_email(tx, link.user_id, link.email, now));
        needs_.links.set_former_email(tx, link_id, before->email.value_or(""));
        // What was sent to the former address opens nothing any more.
        needs_.links.end_all(tx, link.user_id, LinkPurpose::reset_password, now);
        needs_.links.end_all(tx, link.user_id, LinkPurpose::confirm_email, now);
        v1::EmailChanged event;
        event.set_user_id(link.user_id);
        event.set_link_id(link_id);
        needs_.events.publish(tx, context, event, {.key = std::to_string(link.user_id)});
        co_return {};
    };
    auto done = co_await needs_.transact(context, std::move(body));
    if (!done && postgres::violates(done.error(), "users_email_uq")) {
        co_return v1::reason::email_taken("Another account has this e-mail address.");
    }
    co_return done;
}

Task<Result<v1::GetEmailResponse>> EmailService::GetEmail(CallContext& context, const v1::GetEmailRequest&) {
    const auto user_id = context.principal.user_id;
    const auto found = co_await ok(needs_.users.find(context, user_id));
    if (!found) co_return reason::not_found("There is no such account.");
    const auto pending = co_await ok(needs_.links.find_pending_email(context, user_id, needs_.clock.now()));
    v1::GetEmailResponse response;
    response.set_email(found->email.value_or(""));
    response.set_confirmed(found->email_confirmed_at.has_value());
    response.set_pending_email(pending.value_or(""));
    response.set_undeliverable(found->email_undeliverable_at.has_value());
    co_return response;
}

Task<Result<void>> EmailService::send_link(CallContext& context, NewLink link) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto user = co_await ok(needs_.users.lock(tx, link.user_id));
        if (!user || !user->email) co_return reason::not_found("There is no such account.");
        const bool confirms = link.purpose == LinkPurpose::confirm_email;
        if (confirms && user->email_confirmed_at && !user->email_undeliverable_at) co_return {};
        if (co_await ok(needs_.make_link.too_many(tx, link.user_id, link.purpose)))
            co_return too_many_mails();
        auto made = link;
        if (confirms) made.email = *user->email;
        needs_.make_link(tx, context, std::move(made));
        co_return {};
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<v1::SendConfirmationResponse>> EmailService::SendConfirmation(
    CallContext& context, const v1::SendConfirmationRequest&) {
    co_await ok(
        send_link(context, {.user_id = context.principal.user_id, .purpose = LinkPurpose::confirm_email}));
    co_return v1::SendConfirmationResponse();
}

Task<Result<v1::ChangeEmailResponse>> EmailService::ChangeEmail(CallContext& context,
                                                                const v1::ChangeEmailRequest& request) {
    const auto proven = co_await ok(needs_.prove.of_caller(context, request.password()));
    const auto email = normal_email(request.email());
    // Whoever is there has not asked for it, and many accounts may write to one address.
    auto attempt = co_await ok(needs_.mail_requests.begin(context, {.target = "mail " + email}));
    auto sent = co_await send_link(
        context, {.user_id = proven.id, .purpose = LinkPurpose::change_email, .email = email});
    co_await needs_.mail_requests.end(context, std::move(attempt), true);
    co_await ok(std::move(sent));
    co_return v1::ChangeEmailResponse();
}

Task<Result<v1::AddressMailResponse>> EmailService::AddressMail(CallContext& context,
                                                                const v1::AddressMailRequest& request) {
    v1::AddressMailResponse nobody;
    auto user_id = request.user_id();
    if (request.shop_id() > 0) {
        const auto shop = co_await ok(needs_.shops.find(context, request.shop_id()));
        user_id = shop ? shop->owner_user_id : 0;
    }
    if (user_id <= 0) co_return nobody;
    std::optional<EmailLinkRow> link;
    if (!request.link_id().empty()) {
        link = co_await ok(needs_.links.find(context, request.link_id()));
        if (!link || link->user_id != user_id) co_return nobody;
        const bool over = link->ended_at || link->expires_at <= needs_.clock.now();
        if (over && !request.to_present_address()) co_return nobody;
    }
    const auto user = co_await ok(needs_.users.find(context, user_id));
    if (!user || user->status != Status::active) co_return nobody;
    v1::AddressMailResponse response;
    response.set_wanted(true);
    response.set_user_id(user_id);
    response.set_email(user->email.value_or(""));
    response.set_email_confirmed(user->email_confirmed_at.has_value());
    response.set_email_undeliverable(user->email_undeliverable_at.has_value());
    response.set_language(v1::Language(user->language));
    if (link && request.to_present_address()) {
        if (!link->former_email.empty()) response.set_email(link->former_email);
    } else if (link) {
        response.set_email(link->email);
        response.set_token(needs_.tokens.write(link->link_id, link->purpose));
        if (user->language == Language::any) response.set_language(v1::Language(link->language));
    }
    co_return response;
}

Task<Result<v1::NoteUndeliverableResponse>> EmailService::NoteUndeliverable(
    CallContext& context, const v1::NoteUndeliverableRequest& request) {
    const auto now = needs_.clock.now();
    const auto when = request.has_occurred_at() ? std::min(rpc::to_time(request.occurred_at()), now) : now;
    v1::NoteUndeliverableResponse response;
    response.set_noted(
        co_await ok(needs_.users.note_undeliverable(context, normal_email(request.email()), when)));
    co_return response;
}

}  // namespace ecommerce::user
