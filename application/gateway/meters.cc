// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::gateway {

namespace semconv = telemetry::semconv;

Meters::Meters(telemetry::Metrics& metrics) {
    const auto cache = [&metrics](std::string outcome) {
        return metrics.counter(semconv::kGatewayCacheRequests,
                               {{std::string(semconv::kOutcome), std::move(outcome)}});
    };
    hits = cache("hit");
    misses = cache("miss");
    joins = cache("joined");
    const auto by_class = [&metrics](std::string_view rate_class) {
        return metrics.counter(semconv::kGatewayRateLimited,
                               {{std::string(semconv::kRateClass), std::string(rate_class)}});
    };
    for (std::size_t i = 0; i < limited.size(); ++i) {
        limited[i] = by_class(kRateClasses[i]);
    }
    refused = by_class("refused");
    const auto shed = [&metrics](std::string reason) {
        return metrics.counter(semconv::kGatewayShed, {{std::string(semconv::kReason), std::move(reason)}});
    };
    refused_late = shed("waited");
    full = shed("upstream_full");
    limit = metrics.up_down_counter(semconv::kGatewayCallsLimit);
    active = metrics.up_down_counter(semconv::kGatewayCallsActive);
    waiting = metrics.up_down_counter(semconv::kGatewayCallsWaiting);
}

}  // namespace ecommerce::gateway
