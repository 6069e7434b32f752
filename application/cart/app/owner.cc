// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/owner.h"

#include "framework/auth/digest.h"

namespace ecommerce::cart {

std::string account_owner(std::int64_t user_id) {
    return "u:" + std::to_string(user_id);
}

std::string guest_owner(std::string_view guest_id) {
    return "g:" + std::string(guest_id);
}

std::string owner_of(const CallContext& context) {
    if (context.principal.signed_in()) return account_owner(context.principal.user_id);
    if (!context.guest_token.empty()) return guest_owner(auth::guest_id(context.guest_token));
    return {};
}

}  // namespace ecommerce::cart
