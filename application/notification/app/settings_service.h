// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/notification/storage/settings_store.h"

#include "notification/v1/settings_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's SettingsService. Any loop.
class SettingsService final : public v1::SettingsService {
public:
    SettingsService(const SettingsStore& settings, bool sends_mails)
        : settings_(settings), sends_mails_(sends_mails) {}

    Task<Result<v1::GetSettingsResponse>> GetSettings(CallContext& context,
                                                      const v1::GetSettingsRequest& request) override;
    Task<Result<v1::ChooseChannelsResponse>> ChooseChannels(
        CallContext& context, const v1::ChooseChannelsRequest& request) override;
    Task<Result<v1::SetQuietHoursResponse>> SetQuietHours(CallContext& context,
                                                          const v1::SetQuietHoursRequest& request) override;

private:
    const SettingsStore& settings_;
    const bool sends_mails_;
};

}  // namespace ecommerce::notification
