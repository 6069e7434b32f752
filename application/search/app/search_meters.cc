// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::search {

namespace semconv = telemetry::semconv;

namespace {

constexpr telemetry::Instrument kSearched{"ecommerce.search.searches", "{search}",
                                          "First pages of searches by words, by outcome."};
constexpr telemetry::Instrument kLooked{"ecommerce.search.products.read", "{product}",
                                        "Products that were read for the index."};

telemetry::Counter searched(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kSearched, {{std::string(semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

SearchMeters::SearchMeters(telemetry::Metrics& metrics)
    : found(searched(metrics, "found")),
      read_else(searched(metrics, "read_else")),
      corrected(searched(metrics, "corrected")),
      nothing(searched(metrics, "nothing")),
      looked(metrics.counter(kLooked, {})) {}

}  // namespace ecommerce::search
