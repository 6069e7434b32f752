// SPDX-License-Identifier: Apache-2.0
// The cart service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/cart/app/cart_service.h"

namespace ecommerce::cart {

struct CartParts {
    // All outlive it.
    CartParts(postgres::Database& database, product::v1::InventoryService& inventory,
              user::v1::ShopService& shops, order::v1::OrderService& orders, const runtime::Clock& clock)
        : carts(database),
          taken_store(database),
          view(carts, inventory, shops),
          merge(database, carts, clock),
          taken(
              {.transact = database, .carts = carts, .taken = taken_store, .orders = orders, .clock = clock}),
          service({.transact = database,
                   .carts = carts,
                   .view = view,
                   .merge = merge,
                   .taken = taken,
                   .clock = clock}) {}

    CartStore carts;
    TakenStore taken_store;
    CartView view;
    cart::MergeGuestCart merge;
    TakenLines taken;
    CartService service;
};

}  // namespace ecommerce::cart
