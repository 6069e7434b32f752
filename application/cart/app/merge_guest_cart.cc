// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/merge_guest_cart.h"

#include <algorithm>
#include <map>

#include "application/cart/app/owner.h"
#include "application/cart/domain/limits.h"

namespace ecommerce::cart {

// The guest's cart is locked before the account's, everywhere: two merges cannot wait for each other.
Task<Result<int>> MergeGuestCart::operator()(postgres::Transaction& tx, std::string_view guest_owner,
                                             std::int64_t user_id) const {
    auto guest = co_await ok(carts_.lock_existing(tx, guest_owner));
    if (!guest) co_return 0;
    auto account = co_await ok(carts_.lock(tx, account_owner(user_id), clock_.now()));
    auto theirs = co_await ok(carts_.lines(tx, *guest));
    auto ours = co_await ok(carts_.lines(tx, account));

    std::map<std::int64_t, LineRow> merged;
    for (auto& line : ours) merged.emplace(line.sku_id, std::move(line));
    int moved = 0;
    // Oldest first, so that the order of adding is kept.
    for (auto line = theirs.rbegin(); line != theirs.rend(); ++line) {
        const auto same = merged.find(line->sku_id);
        if (same == merged.end() && merged.size() >= std::size_t(kLinesMax)) continue;
        if (same != merged.end())
            line->quantity = std::min(same->second.quantity + line->quantity, kQuantityMax);
        merged.insert_or_assign(line->sku_id, *line);
        carts_.put(tx, account, *line);
        ++moved;
    }
    carts_.drop(tx, *guest);
    co_return moved;
}

Task<Result<int>> MergeGuestCart::operator()(CallContext& context, std::string_view guest_token,
                                             std::int64_t user_id) const {
    const auto owner = guest_owner(guest_token);
    auto body = [&](postgres::Transaction& tx) { return (*this)(tx, owner, user_id); };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::cart
