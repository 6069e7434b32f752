// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/watch_notifications.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "application/notification/app/to_message.h"
#include "framework/call/reasons.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// How often a stream that hears nothing looks whether anybody still listens.
constexpr auto kLookEvery = 1s;
// News of a session's end come as changes do; should they be late, it is asked for.
constexpr auto kAskForSessionEvery = 30s;
// An event now and then, so that whoever comes back after a long silence has not missed more than is kept.
constexpr auto kRepeatAfter = 2min;
// What a transaction under way may have written before the event that a reader knows.
constexpr auto kOverlap = 30s;
// In digits: enough for some thousand years.
constexpr std::size_t kLongestId = 14;
// More at once are not told one by one.
constexpr int kToldMost = 50;

// An event's id is its time.
std::string event_id(Timestamp time) {
    const auto since = std::chrono::duration_cast<milliseconds>(time.time_since_epoch());
    return std::to_string(since.count());
}

std::optional<Timestamp> time_of(std::string_view event_id) {
    std::int64_t since = 0;
    const auto* end = event_id.data() + event_id.size();
    const auto [stopped, error] = std::from_chars(event_id.data(), end, since);
    if (error != std::errc() || stopped != end || event_id.size() > kLongestId) return std::nullopt;
    return Timestamp(milliseconds(since));
}

std::vector<BoxOwner> boxes_of(const Principal& caller) {
    std::vector<BoxOwner> boxes{{Box::account, caller.user_id}};
    if (caller.shop_id != 0) boxes.push_back({Box::shop, caller.shop_id});
    return boxes;
}

Error over(LiveEar::Over how) {
    if (how == LiveEar::Over::replaced) {
        return v1::reason::stream_replaced("Another page of this device listens now.");
    }
    return reason::session_ended("This session has ended. Sign in again.");
}

}  // namespace

// While nobody can tell it goes on, as calls with a token do. With another shop it tells of the wrong boxes.
Task<bool> WatchNotifications::is_over(CallContext& context) const {
    if (context.principal.session_id.empty()) co_return false;
    auth::v1::CheckSessionRequest request;
    request.set_session_id(context.principal.session_id);
    const auto session = co_await needs_.sessions.CheckSession(context, request);
    co_return session && (!session->alive() || session->shop_id() != context.principal.shop_id);
}

Task<Result<WatchNotifications::Changes>> WatchNotifications::missed_since(CallContext& context,
                                                                           std::string_view event_id) const {
    const auto now = needs_.clock.now();
    const auto known = time_of(event_id);
    if (!known || *known > now + kOverlap || *known < now - kKept + kOverlap) co_return std::nullopt;
    std::vector<ChangeRow> missed;
    for (const auto& owner : boxes_of(context.principal)) {
        auto rows = co_await ok(needs_.changes.read_since(context, owner, *known - kOverlap, kToldMost + 1));
        std::ranges::move(rows, std::back_inserter(missed));
    }
    if (missed.size() > kToldMost) co_return std::nullopt;
    co_return missed;
}

Task<Result<v1::WatchNotificationsResponse>> WatchNotifications::news_of(CallContext& context,
                                                                         const Changes& changes,
                                                                         bool all_counts) const {
    v1::WatchNotificationsResponse news;
    news.set_event_id(event_id(needs_.clock.now()));
    news.set_reload(!changes);
    std::set<std::string> orders;
    for (const auto& owner : boxes_of(context.principal)) {
        std::vector<std::int64_t> ids;
        bool changed = all_counts || !changes;
        for (const auto& change : changes.value_or(std::vector<ChangeRow>())) {
            if (change.box != owner.box) continue;
            if (change.change == Change::order) orders.insert(change.subject);
            if (change.notification_id != 0) ids.push_back(change.notification_id);
            changed = changed || change.change == Change::message || change.change == Change::read;
        }
        if (!changed) continue;
        auto& box = *news.add_boxes();
        box.set_box(v1::Box(owner.box));
        if (!ids.empty()) {
            for (const auto& row : co_await ok(needs_.boxes.find(context, owner, ids)))
                *box.add_notifications() = to_message(row);
        }
        for (const auto& row : co_await ok(needs_.boxes.count_unread(context, owner, kCountedMost)))
            *box.add_counts() = to_message(row);
    }
    for (const auto& number : orders) news.add_order_nos(number);
    co_return news;
}

Task<Result<void>> WatchNotifications::write(CallContext& context, const Changes& changes, bool all_counts,
                                             Out& out) const {
    const auto news = co_await ok(news_of(context, changes, all_counts));
    needs_.meters.told.add();
    if (!changes) needs_.meters.reloads.add();
    co_return co_await out.write(news);
}

Task<Result<void>> WatchNotifications::operator()(CallContext& context,
                                                  const v1::WatchNotificationsRequest& request,
                                                  Out& out) const {
    const auto& caller = context.principal;
    // Heard from here on; what came before is read below.
    const auto place = co_await ok(needs_.feed.enter(
        context, {.user_id = caller.user_id, .shop_id = caller.shop_id, .session_id = caller.session_id}));
    auto& ear = place.ear();
    auto first = request.last_event_id().empty()
                     ? Changes(std::vector<ChangeRow>())
                     : co_await ok(missed_since(context, request.last_event_id()));
    co_await ok(write(context, first, true, out));
    // Also at once: it may have ended while the stream opened.
    auto ask_at = Deadline::min();
    auto repeat_at = deadline_in(kRepeatAfter);
    while (!context.expired() && !out.closed()) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= ask_at) {
            if (co_await is_over(context)) co_return fail(over(LiveEar::Over::session));
            ask_at = deadline_in(kAskForSessionEvery);
        }
        const bool heard = co_await ear.wait(std::min(context.deadline, deadline_in(kLookEvery)));
        if (ear.over() != LiveEar::Over::no) {
            if (ear.over() == LiveEar::Over::session) needs_.meters.ended.add();
            co_return fail(over(ear.over()));
        }
        if (heard) {
            co_await ok(write(context, ear.take(), false, out));
            repeat_at = deadline_in(kRepeatAfter);
        } else if (now >= repeat_at) {
            co_await ok(write(context, std::vector<ChangeRow>(), true, out));
            repeat_at = deadline_in(kRepeatAfter);
        }
    }
    co_return {};
}

}  // namespace ecommerce::notification
