// SPDX-License-Identifier: Apache-2.0
// The order service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/order/app/checkout_facts.h"
#include "application/order/app/erase_account.h"
#include "application/order/app/move_orders.h"
#include "application/order/app/order_admin_service.h"
#include "application/order/app/order_index_service.h"
#include "application/order/app/order_publisher.h"
#include "application/order/app/order_service.h"
#include "application/order/app/place_orders.h"
#include "application/order/app/read_orders.h"
#include "application/order/app/shop_order_service.h"
#include "application/order/storage/order_checks.h"
#include "application/order/storage/order_reader.h"
#include "application/order/storage/order_store.h"

namespace ecommerce::order {

struct OrderParts {
    // All outlive it.
    OrderParts(postgres::Database& database, events::Publisher& events,
               user::v1::UserAddressService& addresses, const runtime::Clock& clock, const OrderRules& rules)
        : store(database),
          reader(database),
          checks(database),
          publisher(events),
          place(database, store, reader, publisher, clock, rules.unpaid_max, rules.utc_offset),
          move(store, publisher, clock, rules),
          erase(store, move, events, clock),
          read(reader, clock, rules.address_shown_for),
          orders(database, store, place, move, read, addresses),
          shop_orders(database, move, read),
          admin(database, move, read),
          index(reader, read),
          checkout_facts(checks) {}

    OrderStore store;
    OrderReader reader;
    OrderChecks checks;
    OrderPublisher publisher;
    PlaceOrders place;
    MoveOrders move;
    EraseAccount erase;
    ReadOrders read;
    OrderService orders;
    ShopOrderService shop_orders;
    OrderAdminService admin;
    OrderIndexService index;
    CheckoutFacts checkout_facts;
};

}  // namespace ecommerce::order
