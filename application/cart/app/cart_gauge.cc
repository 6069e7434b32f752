// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_gauge.h"

#include "framework/telemetry/metrics.h"
#include "framework/telemetry/semconv.h"

namespace ecommerce::cart {

Task<Result<void>> CartGauge::look(CallContext& context) const {
    const auto units = co_await ok(carts_.count_units(context));
    metrics_.gauge(telemetry::semconv::kCartItems).set(double(units));
    co_return {};
}

}  // namespace ecommerce::cart
