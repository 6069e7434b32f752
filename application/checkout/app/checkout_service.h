// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/checkout/app/place_order.h"

#include "checkout/v1/checkout_service.rpc.h"
#include "user/v1/region_service.rpc.h"

namespace ecommerce::checkout {

// Implements the contract's CheckoutService. Stateless; any loop.
class CheckoutService final : public v1::CheckoutService {
public:
    CheckoutService(const BasketLoader& baskets, product::v1::InventoryService& inventory,
                    user::v1::RegionService& regions, const checkout::PlaceOrder& place_order,
                    const CheckoutRules& rules)
        : baskets_(baskets),
          inventory_(inventory),
          regions_(regions),
          place_order_(place_order),
          rules_(rules) {}

    Task<Result<v1::PreviewCheckoutResponse>> PreviewCheckout(
        CallContext& context, const v1::PreviewCheckoutRequest& request) override;
    Task<Result<v1::PlaceOrderResponse>> PlaceOrder(CallContext& context,
                                                    const v1::PlaceOrderRequest& request) override;
    Task<Result<v1::EstimateFreightResponse>> EstimateFreight(
        CallContext& context, const v1::EstimateFreightRequest& request) override;
    Task<Result<v1::TryFreightResponse>> TryFreight(CallContext& context,
                                                    const v1::TryFreightRequest& request) override;

private:
    const BasketLoader& baskets_;
    product::v1::InventoryService& inventory_;
    user::v1::RegionService& regions_;
    const checkout::PlaceOrder& place_order_;
    const CheckoutRules& rules_;
};

}  // namespace ecommerce::checkout
