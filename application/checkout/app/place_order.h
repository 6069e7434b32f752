// SPDX-License-Identifier: Apache-2.0
// Places an order: take the lines from the cart, reserve stock, create the orders, open the payment, forget the
// lines. Each step is idempotent under the checkout's id, which follows from the buyer, the Idempotency-Key and the
// request, and every hold ends by itself: a crash anywhere heals by sending the same request again, or without it.
#pragma once

#include "application/checkout/app/basket.h"
#include "application/checkout/app/rules.h"

#include "checkout/v1/checkout_service.pb.h"
#include "order/v1/order_service.rpc.h"
#include "payment/v1/payment_service.rpc.h"

namespace ecommerce::checkout {

// The same buyer, key and request give the same id for ever; another request never meets the orders of this one.
std::string checkout_id(std::int64_t user_id, std::string_view idempotency_key,
                        const v1::PlaceOrderRequest& request);
std::string payment_id(std::string_view checkout_id);

// Stateless; any loop.
class PlaceOrder {
public:
    struct Needs {
        const BasketLoader& baskets;
        product::v1::InventoryService& inventory;
        order::v1::OrderService& orders;
        payment::v1::PaymentService& payments;
        cart::v1::CartService& carts;
        const runtime::Clock& clock;
    };
    PlaceOrder(Needs needs, const CheckoutRules& rules) : needs_(needs), rules_(rules) {}

    Task<Result<v1::PlaceOrderResponse>> operator()(CallContext& context,
                                                    const v1::PlaceOrderRequest& request) const;

private:
    // One run of the story: what its steps share.
    struct Placing {
        std::string checkout_id;
        Basket basket;
        Quote quote;
        Timestamp pay_before;
    };
    // What comes before the orders.
    Task<Result<void>> prepare(CallContext& context, const v1::PlaceOrderRequest& request,
                               Placing& placing) const;
    Task<Result<void>> reserve(CallContext& context, const Placing& placing) const;
    Task<Result<order::v1::CreateOrdersResponse>> create_orders(CallContext& context, const Placing& placing,
                                                                const v1::PlaceOrderRequest& request) const;
    Task<Result<payment::v1::Payment>> open_payment(CallContext& context, const std::string& checkout_id,
                                                    const v1::PlaceOrderRequest& request,
                                                    const order::v1::CreateOrdersResponse& orders) const;
    Task<Result<v1::PlaceOrderResponse>> resume(CallContext& context, const Placing& placing,
                                                const v1::PlaceOrderRequest& request, Error error) const;
    Task<void> release_stock(CallContext& context, const Placing& placing) const;
    Task<void> return_lines(CallContext& context, const Placing& placing) const;
    Task<void> forget_lines(CallContext& context, const Placing& placing) const;

    Needs needs_;
    const CheckoutRules& rules_;
};

}  // namespace ecommerce::checkout
