// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/freight_admin_service.h"

namespace ecommerce::product {

Task<Result<v1::GetPlatformFreightResponse>> FreightAdminService::GetPlatformFreight(
    CallContext& context, const v1::GetPlatformFreightRequest&) {
    const auto found = co_await ok(store_.find(context, 0, 0));
    v1::GetPlatformFreightResponse response;
    if (found) *response.mutable_freight_template() = to_template(*found);
    co_return response;
}

Task<Result<v1::SetPlatformFreightResponse>> FreightAdminService::SetPlatformFreight(
    CallContext& context, const v1::SetPlatformFreightRequest& request) {
    v1::SetPlatformFreightResponse response;
    *response.mutable_freight_template() =
        co_await ok(templates_.set_platform(context, request.etag(), request.terms()));
    co_return response;
}

Task<Result<v1::ResetPlatformFreightResponse>> FreightAdminService::ResetPlatformFreight(
    CallContext& context, const v1::ResetPlatformFreightRequest& request) {
    co_await ok(templates_.reset_platform(context, request.etag()));
    co_return v1::ResetPlatformFreightResponse();
}

}  // namespace ecommerce::product
