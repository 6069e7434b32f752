// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/refund_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::payment {

namespace semconv = telemetry::semconv;

namespace {

constexpr telemetry::Instrument kRefundsAsked{"ecommerce.payment.refunds.asked", "{refund}",
                                              "Times a provider was asked to pay back, by outcome."};

telemetry::Counter asked(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kRefundsAsked, {{std::string(semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

RefundMeters::RefundMeters(telemetry::Metrics& metrics)
    : accepted(asked(metrics, "accepted")),
      postponed(asked(metrics, "postponed")),
      failed(asked(metrics, "failed")) {}

}  // namespace ecommerce::payment
