// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/shop_service.h"

#include "application/user/app/convert.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

constexpr std::string_view kPublicList = "shops";
constexpr std::string_view kAdminList = "shop applications";

Error no_such_shop() {
    return reason::not_found("There is no such shop.");
}

std::int64_t id_of(const v1::ManagedShop& managed) {
    return managed.shop().id();
}

Error shop_state() {
    return v1::reason::shop_state("The shop is not in a state that allows this.");
}

// Names are unique among shops that are open or wait; other errors pass.
Error name_taken(Error error) {
    if (!postgres::violates(error, ShopStore::kNameUnique)) return error;
    return v1::reason::shop_name_taken("Another shop has this name.");
}

void apply(const v1::UpdateMyShopRequest& request, v1::ManagedShop& managed) {
    auto& shop = *managed.mutable_shop();
    if (request.has_name()) shop.set_name(request.name());
    if (request.has_description()) shop.set_description(request.description());
    if (request.has_logo()) *shop.mutable_logo() = request.logo();
    if (request.has_province()) shop.set_province(request.province());
    if (request.has_city()) shop.set_city(request.city());
    if (request.has_contact_name()) managed.set_contact_name(request.contact_name());
    if (request.has_contact_phone()) managed.set_contact_phone(request.contact_phone());
}

}  // namespace

Task<Result<v1::ApplyForShopResponse>> ShopService::ApplyForShop(CallContext& context,
                                                                 const v1::ApplyForShopRequest& request) {
    v1::ManagedShop application;
    application.set_owner_user_id(context.principal.user_id);
    application.mutable_shop()->set_name(request.name());
    application.mutable_shop()->set_description(request.description());
    application.mutable_shop()->set_province(request.province());
    application.mutable_shop()->set_city(request.city());
    application.set_contact_name(request.contact_name());
    application.set_contact_phone(request.contact_phone());
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::ApplyForShopResponse>> {
        // Nothing may be left behind by an account that closes at this moment.
        auto owner = co_await ok(users_.lock(tx, context.principal.user_id));
        if (!owner || owner->status == Status::closed)
            co_return reason::not_found("There is no such account.");
        auto applied = co_await shops_.apply(tx, application, clock_.now());
        if (!applied) co_return name_taken(std::move(applied.error()));
        if (!*applied) {
            co_return v1::reason::shop_exists("The account has a shop, or an application that waits.");
        }
        v1::ApplyForShopResponse response;
        *response.mutable_shop() = **std::move(applied);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetMyShopResponse>> ShopService::GetMyShop(CallContext& context,
                                                           const v1::GetMyShopRequest&) {
    auto found = co_await ok(shops_.find_of(context, context.principal.user_id));
    if (!found) co_return no_such_shop();
    v1::GetMyShopResponse response;
    *response.mutable_shop() = *std::move(found);
    co_return response;
}

Task<Result<v1::UpdateMyShopResponse>> ShopService::UpdateMyShop(CallContext& context,
                                                                 const v1::UpdateMyShopRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::UpdateMyShopResponse>> {
        auto shop = co_await ok(shops_.lock_of(tx, context.principal.user_id));
        if (!shop) co_return no_such_shop();
        if (shop->status() == v1::SHOP_STATUS_CLOSED) co_return shop_state();
        apply(request, *shop);
        shops_.update(tx, *shop);
        auto updated = co_await tx.flush();
        if (!updated) co_return name_taken(std::move(updated.error()));
        v1::UpdateMyShopResponse response;
        *response.mutable_shop() = *std::move(shop);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetShopResponse>> ShopService::GetShop(CallContext& context,
                                                       const v1::GetShopRequest& request) {
    auto found = co_await ok(shops_.find(context, request.id()));
    if (!found || found->status() != v1::SHOP_STATUS_OPEN) co_return no_such_shop();
    v1::GetShopResponse response;
    *response.mutable_shop() = std::move(*found->mutable_shop());
    co_return response;
}

Task<Result<v1::ListShopsResponse>> ShopService::ListShops(CallContext& context,
                                                           const v1::ListShopsRequest& request) {
    const auto page = co_await ok(read_page(kPublicList, request));
    const ShopFilter filter{.status = v1::SHOP_STATUS_OPEN,
                            .query = request.query(),
                            .before_id = page.before_id(),
                            .limit = page.limit()};
    auto shops = co_await ok(shops_.list(context, filter));
    v1::ListShopsResponse response;
    response.set_next_page_token(page.cut(shops, id_of));
    for (auto& managed : shops) *response.add_shops() = std::move(*managed.mutable_shop());
    co_return response;
}

Task<Result<v1::BatchGetShopsResponse>> ShopService::BatchGetShops(CallContext& context,
                                                                   const v1::BatchGetShopsRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto shops = co_await ok(shops_.find_many(context, ids));
    v1::BatchGetShopsResponse response;
    for (auto& managed : shops) *response.add_shops() = std::move(*managed.mutable_shop());
    co_return response;
}

Task<Result<v1::ListShopApplicationsResponse>> ShopService::ListShopApplications(
    CallContext& context, const v1::ListShopApplicationsRequest& request) {
    const auto page = co_await ok(read_page(kAdminList, request));
    ShopFilter filter{.query = request.query(), .before_id = page.before_id(), .limit = page.limit()};
    if (request.status() != v1::SHOP_STATUS_UNSPECIFIED) filter.status = request.status();
    auto shops = co_await ok(shops_.list(context, filter));
    v1::ListShopApplicationsResponse response;
    response.set_next_page_token(page.cut(shops, id_of));
    for (auto& managed : shops) *response.add_shops() = std::move(managed);
    co_return response;
}

// The shop opens and its owner becomes a seller, or neither.
Task<Result<v1::ManagedShop>> ShopService::open(postgres::Transaction& tx, CallContext& context,
                                                std::int64_t shop_id) {
    const auto now = clock_.now();
    auto shop = co_await ok(shops_.decide(tx, shop_id, v1::SHOP_STATUS_OPEN, "", now));
    if (!shop) co_return shop_state();
    const auto owner_id = shop->owner_user_id();
    auto owner = co_await ok(users_.lock(tx, owner_id));
    if (!owner || owner->status == Status::closed) co_return shop_state();
    const auto roles = owner->roles.with(Role::seller);
    co_await ok(users_.set_roles(tx, owner_id, roles, shop_id, now));

    v1::ShopApproved approved;
    approved.set_shop_id(shop_id);
    approved.set_owner_user_id(owner_id);
    approved.set_name(shop->shop().name());
    events_.publish(tx, context, approved, {.key = std::to_string(owner_id)});
    v1::RolesChanged roles_changed;
    roles_changed.set_user_id(owner_id);
    add_roles(*roles_changed.mutable_roles(), roles);
    roles_changed.set_shop_id(shop_id);
    events_.publish(tx, context, roles_changed, {.key = std::to_string(owner_id)});
    co_return *std::move(shop);
}

// Why a decision found nothing to decide.
Task<Result<v1::ManagedShop>> ShopService::not_waiting(CallContext& context, std::int64_t shop_id) {
    auto found = co_await ok(shops_.find(context, shop_id));
    co_return found ? shop_state() : no_such_shop();
}

Task<Result<v1::ApproveShopResponse>> ShopService::ApproveShop(CallContext& context,
                                                               const v1::ApproveShopRequest& request) {
    auto body = [&](postgres::Transaction& tx) { return open(tx, context, request.id()); };
    auto shop = co_await transact_(context, std::move(body));
    if (!shop && shop.error().reason() == v1::reason::kShopState) {
        shop = co_await not_waiting(context, request.id());
    }
    if (!shop) co_return fail(std::move(shop.error()));
    v1::ApproveShopResponse response;
    *response.mutable_shop() = *std::move(shop);
    co_return response;
}

Task<Result<v1::RejectShopResponse>> ShopService::RejectShop(CallContext& context,
                                                             const v1::RejectShopRequest& request) {
    auto body = [&](postgres::Transaction& tx) {
        return shops_.decide(tx, request.id(), v1::SHOP_STATUS_REJECTED, request.reason(), clock_.now());
    };
    auto decided = co_await ok(transact_(context, std::move(body)));
    v1::RejectShopResponse response;
    if (!decided) {
        auto why = co_await not_waiting(context, request.id());
        co_return fail(std::move(why.error()));
    }
    *response.mutable_shop() = *std::move(decided);
    co_return response;
}

}  // namespace ecommerce::user
