// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/offer_publisher.h"

#include <algorithm>
#include <string>

#include "product/v1/events.pb.h"

namespace ecommerce::product {

void OfferPublisher::changed(postgres::Transaction& tx, std::vector<std::int64_t> product_ids) const {
    publish(tx, std::move(product_ids), false);
}

void OfferPublisher::sold(postgres::Transaction& tx, std::vector<std::int64_t> product_ids) const {
    publish(tx, std::move(product_ids), true);
}

void OfferPublisher::publish(postgres::Transaction& tx, std::vector<std::int64_t> product_ids,
                             bool only_sold) const {
    if (product_ids.empty()) return;
    std::ranges::sort(product_ids);
    product_ids.erase(std::ranges::unique(product_ids).begin(), product_ids.end());
    v1::ProductOffersChanged event;
    event.set_only_sold(only_sold);
    for (const auto id : product_ids) event.add_product_ids(id);
    events_.publish(tx, tx.context(), event, {.key = std::to_string(product_ids.front())});
}

}  // namespace ecommerce::product
