// SPDX-License-Identifier: Apache-2.0
// The stream of what changes for one reader: at first what was missed since the last event that the reader knows, then
// what happens, for as long as the session lives.
#pragma once

#include <vector>

#include "application/notification/app/live_feed.h"
#include "framework/runtime/clock.h"

#include "auth/v1/auth_service.rpc.h"
#include "notification/v1/notification_service.rpc.h"

namespace ecommerce::notification {

// Stateless; any loop.
class WatchNotifications {
public:
    struct Needs {
        LiveFeed& feed;
        const LiveStore& changes;
        const BoxStore& boxes;
        auth::v1::AuthService& sessions;
        const runtime::Clock& clock;
        LiveMeters meters;
    };
    explicit WatchNotifications(Needs needs) : needs_(std::move(needs)) {}

    // So long changes are kept, and a little longer: the event's time is that of the process that wrote it.
    static constexpr std::chrono::minutes kKept{10};

    using Out = rpc::Writer<v1::WatchNotificationsResponse>;
    Task<Result<void>> operator()(CallContext& context, const v1::WatchNotificationsRequest& request,
                                  Out& out) const;

private:
    using Changes = std::optional<std::vector<ChangeRow>>;  // none: some were missed

    Task<Result<Changes>> missed_since(CallContext& context, std::string_view event_id) const;
    Task<Result<v1::WatchNotificationsResponse>> news_of(CallContext& context, const Changes& changes,
                                                         bool all_counts) const;
    Task<Result<void>> write(CallContext& context, const Changes& changes, bool all_counts, Out& out) const;
    Task<bool> is_over(CallContext& context) const;

    const Needs needs_;
};

}  // namespace ecommerce::notification
