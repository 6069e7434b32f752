// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/session_subscriptions.h"

#include "application/auth/app/convert.h"

#include "auth/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::auth {

namespace {

using Done = Task<Result<void>>;

class Handlers {
public:
    Handlers(postgres::Transactor transact, SessionStore& sessions, SessionEnds& ends, SessionCache& cache,
             const SecondFactorStore& factor_store, const SecondFactors& factors, const runtime::Clock& clock)
        : transact_(transact),
          sessions_(sessions),
          ends_(ends),
          cache_(cache),
          factor_store_(factor_store),
          factors_(factors),
          clock_(clock) {}

    // Of an account that has changed: what was opened on an earlier version of it. The rows end here; the copies in
    // the key-value store when SessionRevoked comes round.
    Done end_older(CallContext& context, postgres::Transaction& tx, std::int64_t user_id,
                   std::int64_t version, std::string_view keep) {
        co_await ok(sessions_.lock_account(tx, user_id, version));
        // Events from before accounts had versions end whatever there is.
        const auto before = version > 0 ? version : kEveryVersion;
        auto ended = co_await ok(sessions_.revoke_older(tx, user_id, before, keep, clock_.now()));
        if (!keep.empty()) sessions_.keep(tx, keep, user_id, version);
        ends_.publish(tx, context, ended, user_id);
        co_return {};
    }

    Done on_deleted(CallContext& context, postgres::Transaction& tx, const user::v1::UserDeleted& event) {
        co_await ok(end_older(context, tx, event.user_id(), event.access_version(), ""));
        factor_store_.remove(tx, event.user_id());
        factor_store_.remove_resets(tx, event.user_id());
        co_return {};
    }

    Done on_revoked(CallContext& context, const v1::SessionRevoked& event) {
        co_return co_await cache_.overwrite(context, event.session_id(), SessionState{});
    }

    // Such events may come in the wrong order, or after a refresh that knew already: the copies are told what the
    // rows say in the end.
    Done on_roles(CallContext& context, const user::v1::RolesChanged& event) {
        const auto access = access_of(event);
        auto body = [&](postgres::Transaction& tx) -> Task<Result<std::vector<SessionRow>>> {
            co_await ok(sessions_.lock_account(tx, event.user_id(), access.version));
            sessions_.set_roles(tx, event.user_id(),
                                co_await ok(factors_.allowed(tx, event.user_id(), access)));
            co_return co_await sessions_.list(tx, event.user_id(), clock_.now());
        };
        const auto living = co_await ok(transact_(context, std::move(body)));
        for (const auto& session : living) {
            co_await ok(cache_.overwrite(context, session.session_id, state_of(session)));
        }
        co_return {};
    }

private:
    postgres::Transactor transact_;
    SessionStore& sessions_;
    SessionEnds& ends_;
    SessionCache& cache_;
    const SecondFactorStore& factor_store_;
    const SecondFactors& factors_;
    const runtime::Clock& clock_;
};

}  // namespace

void subscribe_session_events(events::Subscriptions& subscriptions, postgres::Transactor transact,
                              SessionStore& sessions, SessionEnds& ends, SessionCache& cache,
                              const SecondFactorStore& factor_store, const SecondFactors& factors,
                              const runtime::Clock& clock) {
    auto handlers = std::make_shared<Handlers>(transact, sessions, ends, cache, factor_store, factors, clock);
    subscriptions.on<user::v1::UserDeleted>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::UserDeleted& event) {
            return handlers->on_deleted(context, tx, event);
        });
    subscriptions.on<user::v1::UserFrozen>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::UserFrozen& event) {
            return handlers->end_older(context, tx, event.user_id(), event.access_version(), "");
        });
    subscriptions.on<user::v1::PasswordChanged>(
        [handlers](CallContext& context, postgres::Transaction& tx, const user::v1::PasswordChanged& event) {
            return handlers->end_older(context, tx, event.user_id(), event.access_version(),
                                       event.keep_session_id());
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
