// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/user_checks.h"

#include "framework/service/invariants.h"

namespace ecommerce::user {

namespace {

using postgres::Read;

// Each gives one row for every violation: what breaks it, as text.
constexpr Read kDefaultAddress{R"sql(
    SELECT 'user ' || user_id || ': ' || COUNT(*) FILTER (WHERE is_default) || ' defaults'
    FROM addresses
    GROUP BY user_id
    HAVING COUNT(*) FILTER (WHERE is_default) <> 1
    LIMIT 100
)sql"};

constexpr Read kDefaultCard{R"sql(
    SELECT 'user ' || user_id || ': ' || COUNT(*) FILTER (WHERE is_default) || ' defaults'
    FROM bank_cards
    GROUP BY user_id
    HAVING COUNT(*) FILTER (WHERE is_default) <> 1
    LIMIT 100
)sql"};

constexpr Read kSellers{R"sql(
    SELECT 'user ' || u.id || ': shop ' || u.shop_id
    FROM users AS u
    LEFT JOIN shops AS s ON s.id = u.shop_id AND s.owner_user_id = u.id AND s.status IN ('OPEN', 'SUSPENDED')
    WHERE ((u.roles & 4) <> 0 OR u.shop_id <> 0) AND (s.id IS NULL OR (u.roles & 4) = 0)
    LIMIT 100
)sql"};
static_assert(RoleSet().with(Role::seller).bits() == 4, "kSellers names the bit");

constexpr Read kFrozenShops{R"sql(
    SELECT 'shop ' || s.id || ': ' || s.status || ', its owner ' || u.status
    FROM shops AS s
    JOIN users AS u ON u.id = s.owner_user_id
    WHERE (s.status IN ('OPEN', 'SUSPENDED') AND (u.status = 'CLOSED' OR s.owner_frozen <> (u.status = 'FROZEN')))
       OR (s.status = 'PENDING' AND u.status = 'CLOSED')
    LIMIT 100
)sql"};

constexpr Read kClosed{R"sql(
    SELECT 'user ' || u.id
    FROM users AS u
    WHERE u.status = 'CLOSED'
      AND (u.nickname <> ''
           OR EXISTS (SELECT 1 FROM addresses AS a WHERE a.user_id = u.id)
           OR EXISTS (SELECT 1 FROM bank_cards AS c WHERE c.user_id = u.id))
    LIMIT 100
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kDefaultAddress, "exactly one address of a book is the default"},
    {kDefaultCard, "exactly one bank card of an account is the default"},
    {kSellers, "a seller has a shop that has opened, and its owner is a seller"},
    {kFrozenShops, "a shop is as closed as its owner's account"},
    {kClosed, "a closed account holds nothing personal"},
};

}  // namespace

Task<Result<void>> UserChecks::run(CallContext& context,
                                   diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

}  // namespace ecommerce::user
