// SPDX-License-Identifier: Apache-2.0
// What the service hears: what changes the index, and whose history goes.
#pragma once

#include <functional>

#include "application/search/storage/change_store.h"
#include "application/search/storage/history_store.h"
#include "application/search/storage/order_store.h"
#include "application/search/storage/shop_closings.h"
#include "application/search/storage/sweep_store.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::search {

// All outlive the subscriptions.
struct Hearers {
    const ChangeStore& changes;
    const ShopClosings& closings;
    const HistoryStore& history;
    const SweepStore& sweeps;
    const OrderStore& orders;
    const runtime::Clock& clock;
    // After the commit, on any loop: there is something to look at.
    std::function<void()> marked;
    std::function<void()> orders_marked;
};

void subscribe_search_events(events::Subscriptions& subscriptions, const Hearers& hearers);

}  // namespace ecommerce::search
