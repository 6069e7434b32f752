// SPDX-License-Identifier: Apache-2.0
// Ending sessions so that every service knows at once: in one transaction the rows and an event for each,
// then the copies in the key-value store. Should that last step fail, the event repeats it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "application/auth/storage/session_store.h"
#include "framework/auth/session_cache.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::auth {

class SessionEnds {
public:
    SessionEnds(postgres::Transactor transact, SessionStore& sessions, SessionCache& cache,
                events::Publisher& events, const runtime::Clock& clock)
        : transact_(transact), sessions_(sessions), cache_(cache), events_(events), clock_(clock) {}

    // Each gives how many sessions lived until now.
    Task<Result<std::size_t>> end_one(CallContext& context, std::string_view session_id,
                                      std::int64_t user_id);
    Task<Result<std::size_t>> end_all(CallContext& context, std::int64_t user_id,
                                      std::string_view except_session_id);

    // For callers with a transaction of their own: publishes; forget() comes after their commit.
    void publish(postgres::Transaction& tx, CallContext& context, const std::vector<std::string>& ended,
                 std::int64_t user_id) const;
    // Writes "revoked" over the copies; failures are left to the events.
    Task<void> forget(CallContext& context, const std::vector<std::string>& ended) const;

private:
    postgres::Transactor transact_;
    SessionStore& sessions_;
    SessionCache& cache_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::auth
