// SPDX-License-Identifier: Apache-2.0
// The states of accounts and shops. The names are stored and never change; the numbers are those of the contract's
// UserStatus and ShopStatus.
#pragma once

#include <cstdint>

#include "framework/state/names.h"

namespace ecommerce::user {

enum class Status : std::int16_t { active = 1, frozen = 2, closed = 3 };
constexpr auto names_of(Status) {
    return std::to_array<Name<Status>>(
        {{Status::active, "ACTIVE"}, {Status::frozen, "FROZEN"}, {Status::closed, "CLOSED"}});
}

enum class ShopState : std::int16_t { pending = 1, open = 2, rejected = 3, closed = 4 };
constexpr auto names_of(ShopState) {
    return std::to_array<Name<ShopState>>({{ShopState::pending, "PENDING"},
                                           {ShopState::open, "OPEN"},
                                           {ShopState::rejected, "REJECTED"},
                                           {ShopState::closed, "CLOSED"}});
}

}  // namespace ecommerce::user
