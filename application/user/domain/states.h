// SPDX-License-Identifier: Apache-2.0
// The states of accounts. The names are stored and never change; the numbers are those of the contract's UserStatus.
#pragma once

#include <cstdint>

#include "framework/state/names.h"

namespace ecommerce::user {

enum class Status : std::int16_t { active = 1, frozen = 2, closed = 3 };
constexpr auto names_of(Status) {
    return std::to_array<Name<Status>>(
        {{Status::active, "ACTIVE"}, {Status::frozen, "FROZEN"}, {Status::closed, "CLOSED"}});
}

}  // namespace ecommerce::user
