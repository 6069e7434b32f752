// SPDX-License-Identifier: Apache-2.0
// The life of a shop as data: which state may follow which, and who may cause it; and what each move makes of a shop.
// The drawing in the service's README is made from this table (shop_life_test.cc compares them).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "framework/runtime/clock.h"
#include "framework/state/state_table.h"

namespace ecommerce::user {

// The numbers are those of the contract's ShopStatus; the names are stored and never change.
enum class ShopState : std::int16_t { pending = 1, open = 2, rejected = 3, closed = 4, suspended = 5 };
constexpr auto names_of(ShopState) {
    return std::to_array<Name<ShopState>>({{ShopState::pending, "PENDING"},
                                           {ShopState::open, "OPEN"},
                                           {ShopState::rejected, "REJECTED"},
                                           {ShopState::closed, "CLOSED"},
                                           {ShopState::suspended, "SUSPENDED"}});
}

enum class ShopActor : std::uint8_t {
    applicant,
    admin,
    freezing,        // of its owner's account, and the end of that
    account_closed,  // its owner's
};
constexpr auto names_of(ShopActor) {
    return std::to_array<Name<ShopActor>>({{ShopActor::applicant, "APPLICANT"},
                                           {ShopActor::admin, "ADMIN"},
                                           {ShopActor::freezing, "FREEZING"},
                                           {ShopActor::account_closed, "ACCOUNT_CLOSED"}});
}

inline constexpr auto kShopMoves = std::to_array<StateMove<ShopState, ShopActor>>({
    {ShopState::pending, ShopState::open, ShopActor::admin},
    {ShopState::pending, ShopState::rejected, ShopActor::admin},
    {ShopState::rejected, ShopState::pending, ShopActor::applicant},
    {ShopState::open, ShopState::suspended, ShopActor::admin},
    {ShopState::open, ShopState::suspended, ShopActor::freezing},
    {ShopState::suspended, ShopState::open, ShopActor::admin},
    {ShopState::suspended, ShopState::open, ShopActor::freezing},
    {ShopState::open, ShopState::closed, ShopActor::admin},
    {ShopState::open, ShopState::closed, ShopActor::account_closed},
    {ShopState::suspended, ShopState::closed, ShopActor::admin},
    {ShopState::suspended, ShopState::closed, ShopActor::account_closed},
    {ShopState::pending, ShopState::closed, ShopActor::account_closed},
    {ShopState::rejected, ShopState::closed, ShopActor::account_closed},
});
inline constexpr StateTable kShopLife{ShopState::pending, kShopMoves};

// Where a shop is in its life. It is suspended while anything keeps it closed for a time.
struct Standing {
    ShopState status = ShopState::pending;
    bool owner_frozen = false;
    bool closed_by_admin = false;
    std::string reject_reason;
    std::string close_reason;
    std::optional<Timestamp> decided_at;
    std::optional<Timestamp> closed_at;  // for a time or for good

    bool operator==(const Standing&) const = default;
};

// Goods of it may be on sale, now or once nothing keeps it closed.
constexpr bool has_opened(const Standing& shop) {
    return shop.status == ShopState::open || shop.status == ShopState::suspended;
}

// What a move makes of a shop; nothing where there is nothing to move.
using Moved = std::optional<Standing>;
Moved approve(Standing shop, Timestamp now);
Moved reject(Standing shop, std::string reason, Timestamp now);
Moved close_for_a_time(Standing shop, std::string reason, Timestamp now);
Moved reopen(Standing shop);
Moved freeze(Standing shop, Timestamp now);
Moved unfreeze(Standing shop);
Moved close_for_good(Standing shop, ShopActor actor, std::string reason, Timestamp now);

}  // namespace ecommerce::user
