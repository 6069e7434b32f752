// SPDX-License-Identifier: Apache-2.0
// What people choose: which kinds of messages come how, and when they want to be left alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "application/notification/domain/quiet_hours.h"
#include "application/notification/storage/box_store.h"

namespace ecommerce::notification {

struct ChannelRow {
    Kind kind{};
    bool by_mail = false;
    bool in_box = true;
};

// Stateless; any loop.
class SettingsStore {
public:
    explicit SettingsStore(postgres::Database& database) : database_(database) {}

    // Of kinds that something was chosen for.
    Task<Result<std::vector<ChannelRow>>> channels(CallContext& context, std::int64_t user_id) const;
    // Nothing when the account's box is closed.
    Task<Result<void>> choose(CallContext& context, std::int64_t user_id, const ChannelRow& channels) const;
    // The same, and the box stays as it was chosen.
    Task<Result<void>> choose_mail(CallContext& context, std::int64_t user_id, Kind kind, bool by_mail) const;

    Task<Result<std::optional<QuietHours>>> quiet_hours(CallContext& context, std::int64_t user_id) const;
    // None ends them. Nothing when the account's box is closed.
    Task<Result<void>> set_quiet_hours(CallContext& context, std::int64_t user_id,
                                       const std::optional<QuietHours>& hours) const;

    // Queued.
    void close(postgres::Transaction& tx, std::int64_t user_id) const;
    // Deletes what was chosen while accounts were being closed since then.
    Task<Result<void>> remove_late(CallContext& context, Timestamp since) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::notification
