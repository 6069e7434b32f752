// SPDX-License-Identifier: Apache-2.0
// Whose cart a call means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/call/context.h"

namespace ecommerce::cart {

std::string account_owner(std::int64_t user_id);
// By auth::guest_id(): the token itself is not stored, so who reads the table can use no guest's cart.
std::string guest_owner(std::string_view guest_id);

// The account's cart when signed in, else the guest's; empty for a guest without a token.
std::string owner_of(const CallContext& context);

}  // namespace ecommerce::cart
