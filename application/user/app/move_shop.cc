// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/move_shop.h"

#include "application/user/app/convert.h"
#include "application/user/app/shop_message.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

Error wrong_state() {
    return v1::reason::shop_state("The shop is not in a state that allows this.");
}

Error stale() {
    return reason::etag_mismatch("The shop was changed since you read it. Read it again.");
}

constexpr std::string_view kFrozen = "The shop is closed for the time being.";
constexpr std::string_view kAccountClosed = "The shop's owner closed the account.";

}  // namespace

Task<Result<MoveShop::Locked>> MoveShop::lock(postgres::Transaction& tx, const Decision& on) const {
    auto owner = co_await ok(users_.lock(tx, on.owner_user_id));
    auto shop = co_await ok(shops_.lock(tx, on.shop_id));
    if (!owner || !shop) co_return reason::not_found("There is no such shop.");
    co_return Locked{.owner = *std::move(owner), .shop = *std::move(shop)};
}

MoveShop::Decided MoveShop::decide(postgres::Transaction& tx, const ShopRow& shop, std::string_view etag,
                                   const Moved& to) const {
    if (!etag.empty() && etag != etag_of(shop)) co_return stale();
    if (!to) co_return wrong_state();
    if (etag.empty() && shop.version != 1) co_return stale();
    auto moved = co_await ok(shops_.move(tx, shop, *to));
    if (!moved) co_return stale();
    co_return *std::move(moved);
}

Task<Result<void>> MoveShop::set_seller(postgres::Transaction& tx, CallContext& context, const UserRow& owner,
                                        RoleSet roles, std::int64_t shop_id) const {
    co_await ok(users_.set_roles(tx, owner.id, roles, shop_id, clock_.now()));
    v1::RolesChanged event;
    event.set_user_id(owner.id);
    add_roles(*event.mutable_roles(), roles);
    event.set_shop_id(shop_id);
    events_.publish(tx, context, event, {.key = std::to_string(owner.id)});
    co_return {};
}

void MoveShop::tell(postgres::Transaction& tx, CallContext& context, const Standing& before,
                    const ShopRow& now) const {
    const auto key = std::to_string(now.owner_user_id);
    if (now.standing.status == before.status || !has_opened(before)) return;
    if (now.standing.status == ShopState::open) {
        v1::ShopReopened event;
        event.set_shop_id(now.id);
        event.set_owner_user_id(now.owner_user_id);
        event.set_version(now.version);
        events_.publish(tx, context, event, {.key = key});
        return;
    }
    v1::ShopClosed event;
    event.set_shop_id(now.id);
    event.set_owner_user_id(now.owner_user_id);
    event.set_for_good(now.standing.status == ShopState::closed);
    event.set_reason(now.standing.close_reason.empty() ? std::string(kFrozen) : now.standing.close_reason);
    event.set_version(now.version);
    events_.publish(tx, context, event, {.key = key});
}

MoveShop::Decided MoveShop::approve(postgres::Transaction& tx, CallContext& context,
                                    const Decision& on) const {
    const auto [owner, before] = co_await ok(lock(tx, on));
    // A frozen account's application waits until somebody can run the shop.
    if (owner.status != Status::active) co_return wrong_state();
    auto shop = co_await ok(decide(tx, before, on.etag, user::approve(before.standing, clock_.now())));
    v1::ShopApproved event;
    event.set_shop_id(shop.id);
    event.set_owner_user_id(owner.id);
    event.set_name(shop.name);
    events_.publish(tx, context, event, {.key = std::to_string(owner.id)});
    co_await ok(set_seller(tx, context, owner, owner.roles.with(Role::seller), shop.id));
    co_return shop;
}

MoveShop::Decided MoveShop::reject(postgres::Transaction& tx, const Decision& on, std::string reason) const {
    const auto [owner, before] = co_await ok(lock(tx, on));
    co_return co_await decide(tx, before, on.etag,
                              user::reject(before.standing, std::move(reason), clock_.now()));
}

MoveShop::Decided MoveShop::close(postgres::Transaction& tx, CallContext& context, const Decision& on,
                                  std::string reason) const {
    const auto [owner, before] = co_await ok(lock(tx, on));
    auto shop = co_await ok(
        decide(tx, before, on.etag, close_for_a_time(before.standing, std::move(reason), clock_.now())));
    tell(tx, context, before.standing, shop);
    co_return shop;
}

MoveShop::Decided MoveShop::close_for_good(postgres::Transaction& tx, CallContext& context,
                                           const Decision& on, std::string reason) const {
    const auto [owner, before] = co_await ok(lock(tx, on));
    auto shop = co_await ok(
        decide(tx, before, on.etag,
               user::close_for_good(before.standing, ShopActor::admin, std::move(reason), clock_.now())));
    tell(tx, context, before.standing, shop);
    co_await ok(set_seller(tx, context, owner, owner.roles.without(Role::seller), 0));
    co_return shop;
}

MoveShop::Decided MoveShop::reopen(postgres::Transaction& tx, CallContext& context,
                                   const Decision& on) const {
    const auto [owner, before] = co_await ok(lock(tx, on));
    auto shop = co_await ok(decide(tx, before, on.etag, user::reopen(before.standing)));
    tell(tx, context, before.standing, shop);
    co_return shop;
}

Task<Result<void>> MoveShop::follow(postgres::Transaction& tx, CallContext& context, const ShopRow& before,
                                    const Moved& to) const {
    if (!to) co_return {};
    const auto shop = co_await ok(shops_.move(tx, before, *to));
    if (shop) tell(tx, context, before.standing, *shop);
    co_return {};
}

Task<Result<void>> MoveShop::freeze(postgres::Transaction& tx, CallContext& context,
                                    std::int64_t owner_user_id) const {
    const auto shop = co_await ok(shops_.lock_of(tx, owner_user_id));
    if (shop) co_await ok(follow(tx, context, *shop, user::freeze(shop->standing, clock_.now())));
    co_return {};
}

Task<Result<void>> MoveShop::unfreeze(postgres::Transaction& tx, CallContext& context,
                                      std::int64_t owner_user_id) const {
    const auto shop = co_await ok(shops_.lock_of(tx, owner_user_id));
    if (shop) co_await ok(follow(tx, context, *shop, user::unfreeze(shop->standing)));
    co_return {};
}

Task<Result<std::int64_t>> MoveShop::close_with_account(postgres::Transaction& tx, CallContext& context,
                                                        std::int64_t owner_user_id) const {
    const auto shop = co_await ok(shops_.lock_of(tx, owner_user_id));
    if (!shop) co_return std::int64_t(0);
    co_await ok(follow(tx, context, *shop,
                       user::close_for_good(shop->standing, ShopActor::account_closed,
                                            std::string(kAccountClosed), clock_.now())));
    shops_.erase(tx, shop->id);
    co_return shop->id;
}

}  // namespace ecommerce::user
