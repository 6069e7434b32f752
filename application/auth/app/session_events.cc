// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/session_events.h"

#include "application/auth/app/convert.h"

#include "auth/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::auth {

namespace {

using Done = Task<Result<void>>;

class Handlers {
public:
    Handlers(postgres::Transactor transact, SessionStore& sessions, SessionEnds& ends, SessionCache& cache,
             user::v1::UserService& users, const runtime::Clock& clock)
        : transact_(transact),
          sessions_(sessions),
          ends_(ends),
          cache_(cache),
          users_(users),
          clock_(clock) {}

    // The rows end here; the copies in the key-value store when SessionRevoked comes round.
    Done end_all(CallContext& context, postgres::Transaction& tx, std::int64_t user_id,
                 std::string_view except) {
        auto ended = co_await ok(sessions_.revoke_all(tx, user_id, except, clock_.now()));
        ends_.publish(tx, context, ended, user_id);
        co_return {};
    }

    Done on_revoked(CallContext& context, const v1::SessionRevoked& event) {
        co_return co_await cache_.overwrite(context, event.session_id(), SessionState{});
    }

    // Asks for the roles as they are now: two such events may come in the wrong order.
    Done on_roles(CallContext& context, const user::v1::RolesChanged& event) {
        user::v1::BatchGetUsersRequest request;
        request.add_ids(event.user_id());
        auto users = co_await ok(users_.BatchGetUsers(context, request));
        if (users.users().empty()) co_return {};
        const auto& user = users.users(0);
        const SessionState state{
            .alive = true, .user_id = user.id(), .roles = roles_of(user), .shop_id = user.shop_id()};
        auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<std::string>>> {
            co_return co_await sessions_.set_roles(tx, user.id(), state.roles, state.shop_id, clock_.now());
        };
        auto changed = co_await ok(transact_(context, std::move(body)));
        for (const auto& session_id : changed) {
            co_await ok(cache_.overwrite(context, session_id, state));
        }
        co_return {};
    }

private:
    postgres::Transactor transact_;
    SessionStore& sessions_;
    SessionEnds& ends_;
    SessionCache& cache_;
    user::v1::UserService& users_;
    const runtime::Clock& clock_;
};

}  // namespace

void subscribe_session_events(events::Subscriptions& subscriptions, postgres::Transactor transact,
                              SessionStore& sessions, SessionEnds& ends, SessionCache& cache,
                              user::v1::UserService& users, const runtime::Clock& clock) {
    auto handlers = std::make_shared<Handlers>(transact, sessions, ends, cache, users, clock);
    subscriptions.on<user::v1::UserDeleted>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::UserDeleted& event) {
            return handlers->end_all(context, tx, event.user_id(), "");
        });
    subscriptions.on<user::v1::UserFrozen>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::UserFrozen& event) {
            return handlers->end_all(context, tx, event.user_id(), "");
        });
    subscriptions.on<user::v1::PasswordChanged>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::PasswordChanged& event) {
            return handlers->end_all(context, tx, event.user_id(), event.keep_session_id());
        });
    subscriptions.on_outside<v1::SessionRevoked>(
        [handlers](CallContext& context, const v1::SessionRevoked& event) {
            return handlers->on_revoked(context, event);
        });
    subscriptions.on_outside<user::v1::RolesChanged>(
        [handlers](CallContext& context, const user::v1::RolesChanged& event) {
            return handlers->on_roles(context, event);
        });
}

}  // namespace ecommerce::auth
