// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/notification_service.h"

#include <algorithm>

#include "application/notification/app/to_message.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

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
    for (const auto& row : counts) *response.add_counts() = to_message(row);
    co_return response;
}

Task<Result<v1::MarkNotificationsReadResponse>> NotificationService::MarkNotificationsRead(
    CallContext& context, const v1::MarkNotificationsReadRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto once = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto now = clock_.now();
        const auto marked = co_await ok(
            !ids.empty() ? co_await boxes_.mark_read(tx, owner, ids, now)
                         : co_await boxes_.mark_read_up_to(tx, owner, kind_of(request.kind()),
                                                           request.up_to_id(), kMarkedAtOnce, now));
        if (marked > 0) live_.box_read(tx, owner, now);
        co_return marked;
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

Task<Result<void>> NotificationService::WatchNotifications(CallContext& context,
                                                           const v1::WatchNotificationsRequest& request,
                                                           rpc::Writer<v1::WatchNotificationsResponse>& out) {
    return watch_(context, request, out);
}

Task<Result<v1::ListMailChoicesResponse>> NotificationService::ListMailChoices(
    CallContext& context, const v1::ListMailChoicesRequest&) {
    const auto chosen = co_await ok(settings_.channels(context, context.principal.user_id));
    v1::ListMailChoicesResponse response;
    response.set_sends_mails(sends_mails_);
    for (const auto& kind : kNamesOf<Kind>) {
        const auto found = std::ranges::find(chosen, kind.value, &ChannelRow::kind);
        auto& choice = *response.add_choices();
        choice.set_kind(v1::NotificationKind(kind.value));
        choice.set_by_mail(found == chosen.end() ? is_usual_by_mail(kind.value) : found->by_mail);
    }
    co_return response;
}

Task<Result<v1::ChooseMailResponse>> NotificationService::ChooseMail(CallContext& context,
                                                                     const v1::ChooseMailRequest& request) {
    co_await ok(
        settings_.choose_mail(context, context.principal.user_id, Kind(request.kind()), request.by_mail()));
    co_return v1::ChooseMailResponse();
}

Task<Result<v1::DeleteNotificationResponse>> NotificationService::DeleteNotification(
    CallContext& context, const v1::DeleteNotificationRequest& request) {
    const auto owner = co_await ok(owner_of(context, request.box()));
    const auto removed = co_await ok(boxes_.remove(context, owner, request.id(), clock_.now()));
    if (!removed) co_return reason::not_found("There is no such notification.");
    co_return v1::DeleteNotificationResponse();
}

}  // namespace ecommerce::notification
