// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_gauge.h"

#include "framework/telemetry/metrics.h"
#include "framework/telemetry/semconv.h"

namespace ecommerce::cart {

Task<void> CartGauge::run(std::chrono::milliseconds pause, runtime::StopSignal& stop) const {
    do {
        auto context = CallContext::background("cart", deadline_in(std::chrono::seconds(20)));
        // What fails now is done at the next look.
        (void)co_await look(context);
    } while (co_await runtime::sleep(pause, stop));
}

Task<Result<void>> CartGauge::look(CallContext& context) const {
    auto units = co_await carts_.count_units(context);
    if (!units) co_return fail(std::move(units.error()));
    metrics_.gauge(telemetry::semconv::kCartItems).set(double(*units));
    co_return Result<void>();
}

}  // namespace ecommerce::cart
