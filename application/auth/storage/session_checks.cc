// SPDX-License-Identifier: Apache-2.0
#include "application/auth/storage/session_checks.h"

#include "framework/service/invariants.h"

namespace ecommerce::auth {

namespace {

using postgres::Read;

// Each gives one row for every violation: what breaks it, as text.
constexpr Read kTimes{R"sql(
    SELECT 'session ' || id || ' of user ' || user_id
    FROM sessions
    WHERE expires_at <= created_at OR last_seen_at < created_at OR revoked_at < created_at
    LIMIT 100
)sql"};

constexpr Read kVersions{R"sql(
    SELECT 'session ' || s.id || ' of user ' || s.user_id
    FROM sessions AS s
    LEFT JOIN account_access AS a ON a.user_id = s.user_id
    WHERE GREATEST(s.access_version, s.roles_version) > COALESCE(a.version, 0)
    LIMIT 100
)sql"};

constexpr Read kCodes{R"sql(
    SELECT 'user ' || c.user_id
    FROM recovery_codes AS c
    LEFT JOIN second_factors AS f ON f.user_id = c.user_id AND f.turned_on_at IS NOT NULL
    WHERE f.user_id IS NULL
    LIMIT 100
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kTimes, "a session begins before it is seen, ends or is revoked"},
    {kVersions, "a session is of no newer version than its account"},
    {kCodes, "recovery codes are of a second factor that is on"},
};

}  // namespace

Task<Result<void>> SessionChecks::run(CallContext& context,
                                      diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

}  // namespace ecommerce::auth
