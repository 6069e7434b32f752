// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/notification_service.h"

#include <algorithm>

#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

// As the contract tells of unread ones.
constexpr int kCountedMost = 100;
// Marked by one statement.
constexpr int kMarkedAtOnce = 1'000;

Result<BoxOwner> owner_of(const CallContext& context, v1::Box box) {
    const auto& caller = context.principal;
    if (box != v1::BOX_SHOP) return BoxOwner{Box::account, caller.user_id};
    if (caller.shop_id == 0) return fail(v1::reason::no_shop_box("The account has no shop."));
    return BoxOwner{Box::shop, caller.shop_id};
}

std::optional<Kind> kind_of(v1::NotificationKind kind) {
    if (kind == v1::NOTIFICATION_KIND_UNSPECIFIED) return std::nullopt;
    return Kind(kind);
}

v1::Notification to_message(const NotificationRow& row) {
    const auto& words = template_of(row.type);
    Details details;
    for (std::size_t i = 0; i + 1 < row.details.size(); i += 2) details[row.details[i]] = row.details[i + 1];
    v1::Notification message;
    message.set_id(row.id);
    message.set_kind(v1::NotificationKind(words.kind));
    message.set_type(std::string(name_of(row.type)));
    message.set_title(fill(words.title, details, row.subject));
    message.set_body(fill(words.body, details, row.subject));
    message.set_title_en(fill(words.title_en, details, row.subject));
    message.set_body_en(fill(words.body_en, details, row.subject));
    message.set_subject_type(v1::SubjectType(words.subject_type));
    message.set_subject(row.subject);
    rpc::set_time(*message.mutable_created_at(), row.created_at);
    message.set_read(row.read_at.has_value());
    return message;
}

}  // namespace

Task<Result<v1::ListNotificationsResponse>> NotificationService::ListNotifications(
    CallContext& context, const v1::ListNotificationsRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const auto page = co_await ok(read_page("notifications", request));
    auto rows =
        co_await ok(boxes_.list(context, owner, kind_of(request.kind()), page.before_id(), page.limit()));
    v1::ListNotificationsResponse response;
    response.set_next_page_token(page.cut(rows, &NotificationRow::id));
    for (const auto& row : rows) *response.add_notifications() = to_message(row);
    co_return response;
}

Task<Result<v1::CountUnreadNotificationsResponse>> NotificationService::CountUnreadNotifications(
    CallContext& context, const v1::CountUnreadNotificationsRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const auto counts = co_await ok(boxes_.count_unread(context, owner, kCountedMost));
    v1::CountUnreadNotificationsResponse response;
    for (const auto& row : counts) {
        auto& count = *response.add_counts();
        count.set_kind(v1::NotificationKind(row.kind));
        count.set_count(std::uint32_t(row.count));
    }
    co_return response;
}

Task<Result<v1::MarkNotificationsReadResponse>> NotificationService::MarkNotificationsRead(
    CallContext& context, const v1::MarkNotificationsReadRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto once = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        if (!ids.empty()) co_return co_await boxes_.mark_read(tx, owner, ids, clock_.now());
        co_return co_await boxes_.mark_read_up_to(tx, owner, kind_of(request.kind()), request.up_to_id(),
                                                  kMarkedAtOnce, clock_.now());
    };
    std::int64_t marked = 0;
    for (bool more = true; more;) {
        const auto now = co_await ok(transact_(context, once));
        marked += now;
        more = ids.empty() && now == kMarkedAtOnce;
    }
    v1::MarkNotificationsReadResponse response;
    response.set_marked(std::uint32_t(marked));
    co_return response;
}

Task<Result<v1::ListMailChoicesResponse>> NotificationService::ListMailChoices(
    CallContext& context, const v1::ListMailChoicesRequest&) {
    const auto chosen = co_await ok(mails_.choices(context, context.principal.user_id));
    v1::ListMailChoicesResponse response;
    response.set_sends_mails(sends_mails_);
    for (const auto& kind : kNamesOf<Kind>) {
        const auto found = std::ranges::find(chosen, kind.value, &MailChoiceRow::kind);
        auto& choice = *response.add_choices();
        choice.set_kind(v1::NotificationKind(kind.value));
        choice.set_by_mail(found == chosen.end() ? is_usual_by_mail(kind.value) : found->by_mail);
    }
    co_return response;
}

Task<Result<v1::ChooseMailResponse>> NotificationService::ChooseMail(CallContext& context,
                                                                     const v1::ChooseMailRequest& request) {
    co_await ok(mails_.choose(context, context.principal.user_id, Kind(request.kind()), request.by_mail()));
    co_return v1::ChooseMailResponse();
}

Task<Result<v1::DeleteNotificationResponse>> NotificationService::DeleteNotification(
    CallContext& context, const v1::DeleteNotificationRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const auto removed = co_await ok(boxes_.remove(context, owner, request.id()));
    if (!removed) co_return reason::not_found("There is no such notification.");
    co_return v1::DeleteNotificationResponse();
}

}  // namespace ecommerce::notification
