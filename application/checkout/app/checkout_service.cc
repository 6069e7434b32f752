// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/checkout_service.h"

#include <algorithm>

#include "application/checkout/app/freight_terms.h"
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
    get.set_with_freight(true);
    auto skus = co_await ok(inventory_.GetSkus(context, get));
    if (skus.skus().empty() || !skus.skus(0).on_sale()) {
        co_return v1::reason::sku_off_shelf("This article is not on sale.");
    }
    user::v1::FindRegionResponse region;
    if (!request.region_code().empty() || !request.province().empty()) {
        user::v1::FindRegionRequest find;
        find.set_region_code(request.region_code());
        find.set_province(request.province());
        region = co_await ok(regions_.FindRegion(context, find));
    }
    const auto book = to_book(skus, rules_.freight);
    const auto line = priced_line(skus.skus(0), int(std::max<std::uint32_t>(request.quantity(), 1)));
    const auto currency = line.unit_price.currency();
    const auto priced = co_await ok(quote({line}, currency, book, region.region_code()));
    const auto& parcel = priced.shops.front();
    v1::EstimateFreightResponse response;
    *response.mutable_freight() = to_message(parcel.freight);
    if (parcel.free_from.minor > 0) {
        *response.mutable_free_from() = to_message(Money(parcel.free_from.minor, currency));
    }
    response.set_free_from_pieces(parcel.free_from.pieces);
    const auto& terms = entry_of(book, line.freight_template_id).second;
    // Regions are China's.
    response.set_delivered(std::ranges::find(rules_.countries, "CN") != rules_.countries.end() &&
                           fees_for(terms, region.region_code()) != nullptr);
    co_return response;
}

Task<Result<v1::TryFreightResponse>> CheckoutService::TryFreight(CallContext&,
                                                                 const v1::TryFreightRequest& request) {
    const auto terms = to_terms(request.terms());
    const auto goods = to_money(request.goods());
    v1::TryFreightResponse response;
    const auto* fees = fees_for(terms, request.region_code());
    response.set_delivered(fees != nullptr);
    if (!fees) co_return response;
    FreightLoad parcel{.fees = *fees,
                       .units = request.pieces(),
                       .pieces = request.pieces(),
                       .goods_minor = goods.minor_units()};
    if (terms.basis == FreightBasis::weight) parcel.units = request.weight_grams();
    if (terms.basis == FreightBasis::volume) parcel.units = request.volume_cm3();
    const auto freight = co_await ok(freight_minor({&parcel, 1}));
    *response.mutable_freight() = to_message(Money(freight, goods.currency()));
    co_return response;
}

}  // namespace ecommerce::checkout
