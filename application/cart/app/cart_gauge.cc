// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_gauge.h"

#include "framework/telemetry/metrics.h"

namespace ecommerce::cart {

namespace {

constexpr telemetry::Instrument kItems{"ecommerce.cart.items", "{item}", "Units in all carts."};

}  // namespace

Task<Result<void>> CartGauge::look(CallContext& context) const {
    const auto units = co_await ok(carts_.count_units(context));
    metrics_.gauge(kItems).set(double(units));
    co_return {};
}

}  // namespace ecommerce::cart
