// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "framework/events/publisher.h"
#include "framework/postgres/transaction.h"

namespace ecommerce::product {

// Tells that products are offered otherwise, within the transaction that does it.
class OfferPublisher {
public:
    explicit OfferPublisher(events::Publisher& events) : events_(events) {}

    // In any order, also several times the same; nothing for none.
    void changed(postgres::Transaction& tx, std::vector<std::int64_t> product_ids) const;
    // The same of products of which nothing but the number of sold units changed.
    void sold(postgres::Transaction& tx, std::vector<std::int64_t> product_ids) const;

private:
    void publish(postgres::Transaction& tx, std::vector<std::int64_t> product_ids, bool only_sold) const;

    events::Publisher& events_;
};

}  // namespace ecommerce::product
