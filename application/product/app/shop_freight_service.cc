// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/shop_freight_service.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

// A seller without an open shop owns nothing; 0 would be the platform's.
std::int64_t own_shop(const CallContext& context) {
    return context.principal.shop_id == 0 ? -1 : context.principal.shop_id;
}

}  // namespace

Task<Result<v1::ListFreightTemplatesResponse>> ShopFreightService::ListFreightTemplates(
    CallContext& context, const v1::ListFreightTemplatesRequest&) {
    const auto rows = co_await ok(store_.list(context, own_shop(context)));
    v1::ListFreightTemplatesResponse response;
    for (const auto& row : rows) *response.add_freight_templates() = to_template(row);
    response.set_most(std::uint32_t(templates_.most()));
    co_return response;
}

Task<Result<v1::GetFreightTemplateResponse>> ShopFreightService::GetFreightTemplate(
    CallContext& context, const v1::GetFreightTemplateRequest& request) {
    v1::GetFreightTemplateResponse response;
    *response.mutable_freight_template() =
        co_await ok(templates_.read(context, own_shop(context), request.id()));
    co_return response;
}

Task<Result<v1::CreateFreightTemplateResponse>> ShopFreightService::CreateFreightTemplate(
    CallContext& context, const v1::CreateFreightTemplateRequest& request) {
    if (context.principal.shop_id == 0) co_return v1::reason::shop_not_open("You have no open shop.");
    v1::CreateFreightTemplateResponse response;
    *response.mutable_freight_template() =
        co_await ok(templates_.create(context, context.principal.shop_id, request.name(), request.terms()));
    co_return response;
}

Task<Result<v1::UpdateFreightTemplateResponse>> ShopFreightService::UpdateFreightTemplate(
    CallContext& context, const v1::UpdateFreightTemplateRequest& request) {
    const FreightRow wanted{.id = request.id(), .shop_id = own_shop(context), .name = request.name()};
    v1::UpdateFreightTemplateResponse response;
    *response.mutable_freight_template() =
        co_await ok(templates_.update(context, wanted, request.etag(), request.terms()));
    co_return response;
}

Task<Result<v1::DeleteFreightTemplateResponse>> ShopFreightService::DeleteFreightTemplate(
    CallContext& context, const v1::DeleteFreightTemplateRequest& request) {
    co_await ok(templates_.remove(context, own_shop(context), request.id()));
    co_return v1::DeleteFreightTemplateResponse();
}

}  // namespace ecommerce::product
