// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/settings_service.h"

#include <algorithm>

namespace ecommerce::notification {

Task<Result<v1::GetSettingsResponse>> SettingsService::GetSettings(CallContext& context,
                                                                   const v1::GetSettingsRequest&) {
    const auto user_id = context.principal.user_id;
    const auto chosen = co_await ok(settings_.channels(context, user_id));
    const auto hours = co_await ok(settings_.quiet_hours(context, user_id));
    v1::GetSettingsResponse response;
    response.set_sends_mails(sends_mails_);
    for (const auto& kind : kNamesOf<Kind>) {
        const auto found = std::ranges::find(chosen, kind.value, &ChannelRow::kind);
        const bool usual = found == chosen.end();
        auto& channels = *response.add_channels();
        channels.set_kind(v1::NotificationKind(kind.value));
        channels.set_in_box(usual || found->in_box);
        channels.set_by_mail(usual ? is_usual_by_mail(kind.value) : found->by_mail);
    }
    if (hours) {
        auto& quiet = *response.mutable_quiet_hours();
        quiet.set_from_minute(std::uint32_t(hours->from_minute));
        quiet.set_to_minute(std::uint32_t(hours->to_minute));
        quiet.set_utc_offset_minutes(hours->utc_offset_minutes);
    }
    co_return response;
}

Task<Result<v1::ChooseChannelsResponse>> SettingsService::ChooseChannels(
    CallContext& context, const v1::ChooseChannelsRequest& request) {
    co_await ok(settings_.choose(
        context, context.principal.user_id,
        {.kind = Kind(request.kind()), .by_mail = request.by_mail(), .in_box = request.in_box()}));
    co_return v1::ChooseChannelsResponse();
}

Task<Result<v1::SetQuietHoursResponse>> SettingsService::SetQuietHours(
    CallContext& context, const v1::SetQuietHoursRequest& request) {
    std::optional<QuietHours> hours;
    const auto& asked = request.quiet_hours();
    if (asked.from_minute() != asked.to_minute()) {
        hours = QuietHours{.from_minute = std::int32_t(asked.from_minute()),
                           .to_minute = std::int32_t(asked.to_minute()),
                           .utc_offset_minutes = asked.utc_offset_minutes()};
    }
    co_await ok(settings_.set_quiet_hours(context, context.principal.user_id, hours));
    co_return v1::SetQuietHoursResponse();
}

}  // namespace ecommerce::notification
