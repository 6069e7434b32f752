// SPDX-License-Identifier: Apache-2.0
// Places the orders of a checkout, once, whatever number of times it is asked. Two round trips: the orders,
// then their items, timeline and events with the COMMIT.
#pragma once

#include "application/order/app/order_publisher.h"
#include "application/order/storage/order_reader.h"
#include "application/order/storage/order_store.h"
#include "framework/config/live.h"
#include "framework/postgres/transactor.h"

#include "order/v1/order_service.pb.h"

namespace ecommerce::order {

// Stateless; any loop.
class PlaceOrders {
public:
    // `utc_offset`: of the clock that order numbers show.
    PlaceOrders(postgres::Transactor transact, OrderStore& store, OrderReader& reader,
                OrderPublisher& publisher, const runtime::Clock& clock, config::Live<int> unpaid_max,
                std::chrono::minutes utc_offset)
        : transact_(transact),
          store_(store),
          reader_(reader),
          publisher_(publisher),
          clock_(clock),
          unpaid_max_(std::move(unpaid_max)),
          utc_offset_(utc_offset) {}

    Task<Result<v1::CreateOrdersResponse>> operator()(CallContext& context,
                                                      const v1::CreateOrdersRequest& request) const;

private:
    postgres::Transactor transact_;
    OrderStore& store_;
    OrderReader& reader_;
    OrderPublisher& publisher_;
    const runtime::Clock& clock_;
    const config::Live<int> unpaid_max_;  // checkouts of one account
    const std::chrono::minutes utc_offset_;
};

}  // namespace ecommerce::order
