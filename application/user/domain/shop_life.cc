// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/shop_life.h"

#include <utility>

namespace ecommerce::user {

namespace {

Moved to(Standing shop, ShopState state, ShopActor actor) {
    if (!kShopLife.allows(shop.status, state, actor)) return std::nullopt;
    shop.status = state;
    return shop;
}

// After what keeps the shop closed has changed.
Moved settle(Standing shop, ShopActor actor) {
    const auto state = shop.owner_frozen || shop.closed_by_admin ? ShopState::suspended : ShopState::open;
    if (state == ShopState::open) shop.closed_at.reset();
    if (state == shop.status) return shop;
    return to(std::move(shop), state, actor);
}

}  // namespace

Moved approve(Standing shop, Timestamp now) {
    shop.decided_at = now;
    return to(std::move(shop), ShopState::open, ShopActor::admin);
}

Moved reject(Standing shop, std::string reason, Timestamp now) {
    shop.reject_reason = std::move(reason);
    shop.decided_at = now;
    return to(std::move(shop), ShopState::rejected, ShopActor::admin);
}

Moved close_for_a_time(Standing shop, std::string reason, Timestamp now) {
    if (!has_opened(shop) || shop.closed_by_admin) return std::nullopt;
    shop.closed_by_admin = true;
    shop.close_reason = std::move(reason);
    if (!shop.closed_at) shop.closed_at = now;
    return settle(std::move(shop), ShopActor::admin);
}

Moved reopen(Standing shop) {
    if (!shop.closed_by_admin) return std::nullopt;
    shop.closed_by_admin = false;
    shop.close_reason.clear();
    return settle(std::move(shop), ShopActor::admin);
}

Moved freeze(Standing shop, Timestamp now) {
    if (!has_opened(shop) || shop.owner_frozen) return std::nullopt;
    shop.owner_frozen = true;
    if (!shop.closed_at) shop.closed_at = now;
    return settle(std::move(shop), ShopActor::freezing);
}

Moved unfreeze(Standing shop) {
    if (!shop.owner_frozen) return std::nullopt;
    shop.owner_frozen = false;
    return settle(std::move(shop), ShopActor::freezing);
}

Moved close_for_good(Standing shop, ShopActor actor, std::string reason, Timestamp now) {
    shop.owner_frozen = false;
    shop.closed_by_admin = false;
    shop.reject_reason.clear();
    shop.close_reason = std::move(reason);
    shop.closed_at = now;
    return to(std::move(shop), ShopState::closed, actor);
}

}  // namespace ecommerce::user
