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
    const auto limit = [&metrics](std::string_view rate_class) {
        return metrics.counter(semconv::kGatewayRateLimited,
                               {{std::string(semconv::kRateClass), std::string(rate_class)}});
    };
    for (std::size_t i = 0; i < limited.size(); ++i) {
        limited[i] = limit(kRateClasses[i]);
    }
    refused = limit("refused");
    const auto shed = [&metrics](std::string reason) {
        return metrics.counter(semconv::kGatewayShed, {{std::string(semconv::kReason), std::move(reason)}});
    };
    late = shed("loop_late");
    full = shed("upstream_full");
}

}  // namespace ecommerce::gateway
