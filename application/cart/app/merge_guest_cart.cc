// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/merge_guest_cart.h"

#include <algorithm>

#include "application/cart/app/join_lines.h"
#include "application/cart/app/owner.h"

namespace ecommerce::cart {

// The guest's cart is locked before the account's, everywhere: two merges cannot wait for each other.
Task<Result<MergeGuestCart::Merged>> MergeGuestCart::merge(postgres::Transaction& tx,
                                                           std::string_view guest_owner, std::int64_t user_id,
                                                           bool quietly) const {
    auto guest = co_await ok(carts_.lock_existing(tx, guest_owner));
    if (!guest) co_return Merged();
    auto account = co_await ok(carts_.lock(tx, account_owner(user_id), clock_.now()));
    auto theirs = co_await ok(carts_.lines(tx, *guest));
    auto ours = co_await ok(carts_.lines(tx, account));

    std::ranges::reverse(theirs);  // oldest first, so that the order of adding is kept
    auto joined = join_lines(std::move(ours), theirs);
    for (const auto& line : joined.put) carts_.put(tx, account, line);
    if (quietly && !joined.left_out.empty()) {
        carts_.clear(tx, *guest);
        for (const auto& line : joined.left_out) carts_.put(tx, *guest, line);
    } else {
        carts_.drop(tx, *guest);
    }
    co_return Merged{int(joined.put.size()), std::move(joined.left_out)};
}

Task<Result<MergeGuestCart::Merged>> MergeGuestCart::operator()(CallContext& context,
                                                                std::string_view guest_owner,
                                                                std::int64_t user_id) const {
    auto body = [&](postgres::Transaction& tx) { return merge(tx, guest_owner, user_id, false); };
    // Whoever adds to the cart next may be asked again: then there is nothing left to merge.
    co_return co_await transact_(context, {.repeatable = true}, std::move(body));
}

Task<Result<void>> MergeGuestCart::quietly(postgres::Transaction& tx, std::string_view guest_owner,
                                           std::int64_t user_id) const {
    co_await ok(merge(tx, guest_owner, user_id, true));
    co_return {};
}

}  // namespace ecommerce::cart
