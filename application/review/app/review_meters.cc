// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/review_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::review {

namespace semconv = telemetry::semconv;

namespace {

constexpr telemetry::Instrument kMoved{"ecommerce.review.reviews.moved", "{review}",
                                       "Reviews that entered a state, by outcome."};

telemetry::Counter moved(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kMoved, {{std::string(semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

ReviewMeters::ReviewMeters(telemetry::Metrics& metrics)
    : published(moved(metrics, "published")),
      automatic(moved(metrics, "automatic")),
      held(moved(metrics, "held")),
      hidden(moved(metrics, "hidden")),
      lapsed(moved(metrics, "lapsed")) {}

}  // namespace ecommerce::review
