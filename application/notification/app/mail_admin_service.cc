// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_admin_service.h"

#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

namespace ecommerce::notification {

Task<Result<v1::ListDeadMailsResponse>> MailAdminService::ListDeadMails(
    CallContext& context, const v1::ListDeadMailsRequest& request) {
    const auto page = co_await ok(read_page("dead mails", request));
    auto rows = co_await ok(mails_.list_dead(context, page.before_id(), page.limit()));
    v1::ListDeadMailsResponse response;
    response.set_next_page_token(page.cut(rows, &DeadMailRow::id));
    for (const auto& row : rows) {
        auto& mail = *response.add_mails();
        mail.set_id(row.id);
        mail.set_box(v1::Box(row.box));
        mail.set_owner_id(row.owner_id);
        mail.set_type(std::string(name_of(row.type)));
        mail.set_subject(row.subject);
        mail.set_attempts(std::uint32_t(row.attempts));
        mail.set_reply_code(std::uint32_t(row.reply_code));
        rpc::set_time(*mail.mutable_created_at(), row.created_at);
        rpc::set_time(*mail.mutable_died_at(), row.died_at);
    }
    co_return response;
}

Task<Result<v1::ReplayDeadMailResponse>> MailAdminService::ReplayDeadMail(
    CallContext& context, const v1::ReplayDeadMailRequest& request) {
    if (!co_await ok(mails_.revive(context, request.id(), clock_.now()))) {
        co_return reason::not_found("There is no such dead mail.");
    }
    co_return v1::ReplayDeadMailResponse();
}

}  // namespace ecommerce::notification
