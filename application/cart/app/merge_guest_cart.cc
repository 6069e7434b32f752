// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/merge_guest_cart.h"

#include <algorithm>

#include "application/cart/app/join_lines.h"
#include "application/cart/app/owner.h"

namespace ecommerce::cart {

// The guest's cart is locked before the account's, everywhere: two merges cannot wait for each other.
Task<Result<int>> MergeGuestCart::operator()(postgres::Transaction& tx, std::string_view guest_token,
                                             std::int64_t user_id) const {
    auto guest = co_await ok(carts_.lock_existing(tx, guest_owner(guest_token)));
    if (!guest) co_return 0;
    auto account = co_await ok(carts_.lock(tx, account_owner(user_id), clock_.now()));
    auto theirs = co_await ok(carts_.lines(tx, *guest));
    auto ours = co_await ok(carts_.lines(tx, account));

    std::ranges::reverse(theirs);  // oldest first, so that the order of adding is kept
    const auto joined = join_lines(std::move(ours), theirs);
    for (const auto& line : joined.put) carts_.put(tx, account, line);
    carts_.drop(tx, *guest);
    co_return int(joined.put.size());
}

Task<Result<int>> MergeGuestCart::operator()(CallContext& context, std::string_view guest_token,
                                             std::int64_t user_id) const {
    auto body = [&](postgres::Transaction& tx) { return (*this)(tx, guest_token, user_id); };
    // Whoever adds to the cart next may be asked again: then there is nothing left to merge.
    co_return co_await transact_(context, {.repeatable = true}, std::move(body));
}

}  // namespace ecommerce::cart
