// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/checkout_service.h"

#include <algorithm>

#include "application/checkout/app/present.h"
#include "framework/money/money_message.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

Task<Result<v1::PreviewCheckoutResponse>> CheckoutService::PreviewCheckout(
    CallContext& context, const v1::PreviewCheckoutRequest& request) {
    auto basket = co_await ok(baskets_.look(context, request.items(), request.address_id()));
    auto quote = co_await ok(present(basket, rules_));
    v1::PreviewCheckoutResponse response;
    *response.mutable_quote() = std::move(quote);
    co_return response;
}

Task<Result<v1::PlaceOrderResponse>> CheckoutService::PlaceOrder(CallContext& context,
                                                                 const v1::PlaceOrderRequest& request) {
    return place_order_(context, request);
}

Task<Result<v1::EstimateFreightResponse>> CheckoutService::EstimateFreight(
    CallContext& context, const v1::EstimateFreightRequest& request) {
    product::v1::GetSkusRequest get;
    get.add_ids(request.sku_id());
    auto skus = co_await ok(inventory_.GetSkus(context, get));
    if (skus.skus().empty() || !skus.skus(0).on_sale()) {
        co_return v1::reason::sku_off_shelf("This article is not on sale.");
    }
    const auto quantity = std::max<std::int64_t>(request.quantity(), 1);
    const auto goods = co_await ok(to_money(skus.skus(0).price()) * quantity);
    user::v1::FindRegionResponse region;
    if (!request.region_code().empty() || !request.province().empty()) {
        user::v1::FindRegionRequest find;
        find.set_region_code(request.region_code());
        find.set_province(request.province());
        region = co_await ok(regions_.FindRegion(context, find));
    }
    v1::EstimateFreightResponse response;
    *response.mutable_freight() = to_message(freight(rules_.freight, goods, region.region_code()));
    if (const auto free_from = free_from_minor(rules_.freight, region.region_code()); free_from > 0) {
        *response.mutable_free_from() = to_message(Money(free_from, goods.currency()));
    }
    // Regions are China's.
    response.set_delivered(std::ranges::find(rules_.countries, "CN") != rules_.countries.end());
    co_return response;
}

}  // namespace ecommerce::checkout
