// SPDX-License-Identifier: Apache-2.0
// How many units lie in all carts, as a metric.
#pragma once

#include "application/cart/storage/cart_store.h"

namespace ecommerce::telemetry {
class Metrics;
}

namespace ecommerce::cart {

// The number is asked of the database by a job; scrapes read what was found last. Before the first time there
// is no number, rather than none in the carts.
class CartGauge {
public:
    CartGauge(const CartStore& carts, telemetry::Metrics& metrics) : carts_(carts), metrics_(metrics) {}

    Task<Result<void>> look(CallContext& context) const;

private:
    const CartStore& carts_;
    telemetry::Metrics& metrics_;
};

}  // namespace ecommerce::cart
