// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/order/app/move_orders.h"
#include "application/order/app/place_orders.h"
#include "application/order/app/read_orders.h"
#include "framework/postgres/transactor.h"

#include "order/v1/order_service.rpc.h"
#include "user/v1/user_address_service.rpc.h"

namespace ecommerce::order {

// The buyers' side of the contract, and what the checkout needs. Stateless; any loop.
class OrderService final : public v1::OrderService {
public:
    OrderService(postgres::Transactor transact, OrderStore& store, PlaceOrders& place, MoveOrders& move,
                 ReadOrders& read, user::v1::UserAddressService& addresses)
        : transact_(transact),
          store_(store),
          place_(place),
          move_(move),
          read_(read),
          addresses_(addresses) {}

    Task<Result<v1::ListOrdersResponse>> ListOrders(CallContext& context,
                                                    const v1::ListOrdersRequest& request) override;
    Task<Result<v1::CountOrdersResponse>> CountOrders(CallContext& context,
                                                      const v1::CountOrdersRequest& request) override;
    Task<Result<v1::GetOrderResponse>> GetOrder(CallContext& context,
                                                const v1::GetOrderRequest& request) override;
    Task<Result<v1::UpdateOrderResponse>> UpdateOrder(CallContext& context,
                                                      const v1::UpdateOrderRequest& request) override;
    Task<Result<v1::CancelOrderResponse>> CancelOrder(CallContext& context,
                                                      const v1::CancelOrderRequest& request) override;
    Task<Result<v1::ConfirmReceiptResponse>> ConfirmReceipt(
        CallContext& context, const v1::ConfirmReceiptRequest& request) override;
    Task<Result<v1::CreateOrdersResponse>> CreateOrders(CallContext& context,
                                                        const v1::CreateOrdersRequest& request) override;
    Task<Result<v1::GetOrdersOfCheckoutResponse>> GetOrdersOfCheckout(
        CallContext& context, const v1::GetOrdersOfCheckoutRequest& request) override;
    Task<Result<v1::CountOpenOrdersResponse>> CountOpenOrders(
        CallContext& context, const v1::CountOpenOrdersRequest& request) override;

private:
    Task<Result<PostalAddress>> new_address(CallContext& context, const OrderRow& order,
                                            std::int64_t address_id) const;

    postgres::Transactor transact_;
    OrderStore& store_;
    PlaceOrders& place_;
    MoveOrders& move_;
    ReadOrders& read_;
    user::v1::UserAddressService& addresses_;
};

}  // namespace ecommerce::order
