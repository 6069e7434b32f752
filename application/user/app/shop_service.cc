// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/shop_service.h"

#include "application/user/app/shop_message.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

namespace {

constexpr std::string_view kPublicList = "shops";
constexpr std::string_view kAdminList = "shop applications";

Error no_such_shop() {
    return reason::not_found("There is no such shop.");
}

// Names are unique among shops that are open or wait; other errors pass.
Error name_taken(Error error) {
    if (!postgres::violates(error, ShopStore::kNameUnique)) return error;
    return v1::reason::shop_name_taken("Another shop has this name.");
}

void apply(const v1::UpdateMyShopRequest& request, ShopRow& shop) {
    if (request.has_name()) shop.name = request.name();
    if (request.has_description()) shop.description = request.description();
    if (request.has_logo()) {
        shop.logo_url = request.logo().url();
        shop.logo_width = request.logo().width();
        shop.logo_height = request.logo().height();
    }
    if (request.has_province()) shop.province = request.province();
    if (request.has_city()) shop.city = request.city();
    if (request.has_contact_name()) shop.contact_name = request.contact_name();
    if (request.has_contact_phone()) shop.contact_phone = request.contact_phone();
}

}  // namespace

Task<Result<v1::ApplyForShopResponse>> ShopService::ApplyForShop(CallContext& context,
                                                                 const v1::ApplyForShopRequest& request) {
    const ShopRow application{.owner_user_id = context.principal.user_id,
                              .name = request.name(),
                              .description = request.description(),
                              .province = request.province(),
                              .city = request.city(),
                              .contact_name = request.contact_name(),
                              .contact_phone = request.contact_phone()};
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
        *response.mutable_shop() = to_message(**applied);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetMyShopResponse>> ShopService::GetMyShop(CallContext& context,
                                                           const v1::GetMyShopRequest&) {
    auto found = co_await ok(shops_.find_of(context, context.principal.user_id));
    if (!found) co_return no_such_shop();
    v1::GetMyShopResponse response;
    *response.mutable_shop() = to_message(*found);
    co_return response;
}

Task<Result<v1::UpdateMyShopResponse>> ShopService::UpdateMyShop(CallContext& context,
                                                                 const v1::UpdateMyShopRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::UpdateMyShopResponse>> {
        auto shop = co_await ok(shops_.lock_of(tx, context.principal.user_id));
        if (!shop) co_return no_such_shop();
        if (shop->standing.status == ShopState::closed) {
            co_return v1::reason::shop_state("The shop is closed for good.");
        }
        apply(request, *shop);
        const auto updated = co_await shops_.update(tx, *shop);
        if (!updated) co_return name_taken(updated.error());
        v1::UpdateMyShopResponse response;
        *response.mutable_shop() = to_message(*updated);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetShopResponse>> ShopService::GetShop(CallContext& context,
                                                       const v1::GetShopRequest& request) {
    auto found = co_await ok(shops_.find(context, request.id()));
    if (!found || found->standing.status != ShopState::open) co_return no_such_shop();
    v1::GetShopResponse response;
    *response.mutable_shop() = to_public(*found);
    co_return response;
}

Task<Result<v1::ListShopsResponse>> ShopService::ListShops(CallContext& context,
                                                           const v1::ListShopsRequest& request) {
    const auto page = co_await ok(read_page(kPublicList, request));
    const ShopFilter filter{.status = ShopState::open,
                            .query = request.query(),
                            .before_id = page.before_id(),
                            .limit = page.limit()};
    auto shops = co_await ok(shops_.list(context, filter));
    v1::ListShopsResponse response;
    response.set_next_page_token(page.cut(shops, &ShopRow::id));
    for (const auto& shop : shops) *response.add_shops() = to_public(shop);
    co_return response;
}

Task<Result<v1::BatchGetShopsResponse>> ShopService::BatchGetShops(CallContext& context,
                                                                   const v1::BatchGetShopsRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto shops = co_await ok(shops_.find_open(context, ids));
    v1::BatchGetShopsResponse response;
    for (const auto& shop : shops) {
        *response.add_shops() = to_public(shop);
        const auto caller = context.principal.user_id;
        if (caller != 0 && shop.owner_user_id == caller) response.add_own_ids(shop.id);
    }
    co_return response;
}

Task<Result<v1::ListShopApplicationsResponse>> ShopService::ListShopApplications(
    CallContext& context, const v1::ListShopApplicationsRequest& request) {
    const auto page = co_await ok(read_page(kAdminList, request));
    ShopFilter filter{.query = request.query(), .before_id = page.before_id(), .limit = page.limit()};
    if (request.status() != v1::SHOP_STATUS_UNSPECIFIED) filter.status = ShopState(request.status());
    auto shops = co_await ok(shops_.list(context, filter));
    v1::ListShopApplicationsResponse response;
    response.set_next_page_token(page.cut(shops, &ShopRow::id));
    for (const auto& shop : shops) *response.add_shops() = to_message(shop);
    co_return response;
}

template <typename Response, typename Request, typename Make>
Task<Result<Response>> ShopService::decide(CallContext& context, const Request& request, Make make) {
    const auto found = co_await ok(shops_.find(context, request.id()));
    if (!found) co_return no_such_shop();
    const MoveShop::Decision on{
        .shop_id = found->id, .owner_user_id = found->owner_user_id, .etag = request.etag()};
    auto body = [&](postgres::Transaction& tx) { return make(tx, on); };
    const auto shop = co_await ok(transact_(context, std::move(body)));
    Response response;
    *response.mutable_shop() = to_message(shop);
    co_return response;
}

Task<Result<v1::ApproveShopResponse>> ShopService::ApproveShop(CallContext& context,
                                                               const v1::ApproveShopRequest& request) {
    return decide<v1::ApproveShopResponse>(context, request, [this, &context](auto& tx, const auto& on) {
        return move_.approve(tx, context, on);
    });
}

Task<Result<v1::RejectShopResponse>> ShopService::RejectShop(CallContext& context,
                                                             const v1::RejectShopRequest& request) {
    return decide<v1::RejectShopResponse>(context, request, [this, &request](auto& tx, const auto& on) {
        return move_.reject(tx, on, request.reason());
    });
}

Task<Result<v1::CloseShopResponse>> ShopService::CloseShop(CallContext& context,
                                                           const v1::CloseShopRequest& request) {
    return decide<v1::CloseShopResponse>(
        context, request, [this, &context, &request](auto& tx, const auto& on) {
            return request.for_good() ? move_.close_for_good(tx, context, on, request.reason())
                                      : move_.close(tx, context, on, request.reason());
        });
}

Task<Result<v1::ReopenShopResponse>> ShopService::ReopenShop(CallContext& context,
                                                             const v1::ReopenShopRequest& request) {
    return decide<v1::ReopenShopResponse>(context, request, [this, &context](auto& tx, const auto& on) {
        return move_.reopen(tx, context, on);
    });
}

}  // namespace ecommerce::user
