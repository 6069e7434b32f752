// SPDX-License-Identifier: Apache-2.0
#include "application/notification/storage/settings_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::notification {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Read kChannels{R"sql(
    SELECT kind, by_mail, in_box FROM mail_choices WHERE user_id = $1
)sql"};

constexpr Write kChoose{R"sql(
    INSERT INTO mail_choices (user_id, kind, by_mail, in_box)
    SELECT $1::BIGINT, $2::VARCHAR, $3::BOOLEAN, $4::BOOLEAN
    WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $1 AND box = 'ACCOUNT')
    ON CONFLICT (user_id, kind) DO UPDATE SET by_mail = EXCLUDED.by_mail, in_box = EXCLUDED.in_box
)sql"};

constexpr Write kChooseMail{R"sql(
    INSERT INTO mail_choices (user_id, kind, by_mail)
    SELECT $1::BIGINT, $2::VARCHAR, $3::BOOLEAN
    WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $1 AND box = 'ACCOUNT')
    ON CONFLICT (user_id, kind) DO UPDATE SET by_mail = EXCLUDED.by_mail
)sql"};

constexpr Read kQuietHours{R"sql(
    SELECT from_minute, to_minute, utc_offset_minutes FROM quiet_hours WHERE user_id = $1
)sql"};

constexpr Write kSetQuietHours{R"sql(
    INSERT INTO quiet_hours (user_id, from_minute, to_minute, utc_offset_minutes)
    SELECT $1::BIGINT, $2::INTEGER, $3::INTEGER, $4::INTEGER
    WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $1 AND box = 'ACCOUNT')
    ON CONFLICT (user_id) DO UPDATE
    SET from_minute = EXCLUDED.from_minute, to_minute = EXCLUDED.to_minute,
        utc_offset_minutes = EXCLUDED.utc_offset_minutes
)sql"};

constexpr Write kRemoveQuietHours{R"sql(
    DELETE FROM quiet_hours WHERE user_id = $1
)sql"};

constexpr Write kRemoveChannels{R"sql(
    DELETE FROM mail_choices WHERE user_id = $1
)sql"};

// Choices that did not see their box close.
constexpr Write kRemoveLateChannels{R"sql(
    DELETE FROM mail_choices AS late
    USING closed_boxes AS closed
    WHERE closed.closed_at > $1 AND closed.box = 'ACCOUNT' AND late.user_id = closed.owner_id
)sql"};

constexpr Write kRemoveLateQuietHours{R"sql(
    DELETE FROM quiet_hours AS late
    USING closed_boxes AS closed
    WHERE closed.closed_at > $1 AND closed.box = 'ACCOUNT' AND late.user_id = closed.owner_id
)sql"};

}  // namespace

Task<Result<std::vector<ChannelRow>>> SettingsStore::channels(CallContext& context,
                                                              std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kChannels, user_id));
    co_return rows.to<ChannelRow>();
}

Task<Result<void>> SettingsStore::choose(CallContext& context, std::int64_t user_id,
                                         const ChannelRow& channels) const {
    co_await ok(database_.query(context, kChoose, user_id, channels.kind, channels.by_mail, channels.in_box));
    co_return {};
}

Task<Result<void>> SettingsStore::choose_mail(CallContext& context, std::int64_t user_id, Kind kind,
                                              bool by_mail) const {
    co_await ok(database_.query(context, kChooseMail, user_id, kind, by_mail));
    co_return {};
}

Task<Result<std::optional<QuietHours>>> SettingsStore::quiet_hours(CallContext& context,
                                                                   std::int64_t user_id) const {
    const auto rows = co_await ok(database_.query(context, kQuietHours, user_id));
    co_return rows.first<QuietHours>();
}

Task<Result<void>> SettingsStore::set_quiet_hours(CallContext& context, std::int64_t user_id,
                                                  const std::optional<QuietHours>& hours) const {
    if (hours) {
        co_await ok(database_.query(context, kSetQuietHours, user_id, hours->from_minute, hours->to_minute,
                                    hours->utc_offset_minutes));
    } else {
        co_await ok(database_.query(context, kRemoveQuietHours, user_id));
    }
    co_return {};
}

void SettingsStore::close(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveChannels, user_id);
    tx.queue(kRemoveQuietHours, user_id);
}

Task<Result<void>> SettingsStore::remove_late(CallContext& context, Timestamp since) const {
    co_await ok(database_.query(context, kRemoveLateChannels, since));
    co_await ok(database_.query(context, kRemoveLateQuietHours, since));
    co_return {};
}

}  // namespace ecommerce::notification
