// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/session_ends.h"

#include "auth/v1/events.pb.h"

namespace ecommerce::auth {

void SessionEnds::publish(postgres::Transaction& tx, CallContext& context,
                          const std::vector<std::string>& ended, std::int64_t user_id) const {
    const auto key = std::to_string(user_id);
    for (const auto& session_id : ended) {
        v1::SessionRevoked event;
        event.set_session_id(session_id);
        event.set_user_id(user_id);
        events_.publish(tx, context, event, {.key = key});
    }
}

Task<void> SessionEnds::forget(CallContext& context, const std::vector<std::string>& ended) const {
    for (const auto& session_id : ended) {
        // The event makes good what fails here.
        (void)co_await cache_.overwrite(context, session_id, SessionState{});
    }
}

Task<Result<std::size_t>> SessionEnds::end_one(CallContext& context, std::string_view session_id,
                                               std::int64_t user_id) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<std::string>>> {
        auto ended = co_await sessions_.revoke(tx, session_id, user_id, clock_.now());
        if (ended) publish(tx, context, *ended, user_id);
        co_return ended;
    };
    auto ended = co_await ok(transact_(context, std::move(body)));
    co_await forget(context, ended);
    co_return ended.size();
}

Task<Result<std::size_t>> SessionEnds::end_all(CallContext& context, std::int64_t user_id,
                                               std::string_view except_session_id) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<std::string>>> {
        // Logins under way come before this, and end, or after it.
        co_await ok(sessions_.lock_account(tx, user_id, 0));
        auto ended =
            co_await ok(sessions_.revoke_older(tx, user_id, kEveryVersion, except_session_id, clock_.now()));
        publish(tx, context, ended, user_id);
        co_return ended;
    };
    auto ended = co_await ok(transact_(context, std::move(body)));
    co_await forget(context, ended);
    co_return ended.size();
}

}  // namespace ecommerce::auth
