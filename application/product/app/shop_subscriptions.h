// SPDX-License-Identifier: Apache-2.0
// What news of shops and their owners mean for goods.
#pragma once

#include "application/product/app/product_writer.h"
#include "application/product/storage/shop_closings.h"
#include "application/product/storage/stock_store.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::product {

// Goods of a closed shop are not for sale until it is reopened; what is closed for good leaves the shelf. What
// a person wrote about stock goes with the account. All outlive `subscriptions`.
void subscribe_shop_events(events::Subscriptions& subscriptions, const ShopClosings& closings,
                           ProductWriter& writer, const StockStore& stock);

}  // namespace ecommerce::product
