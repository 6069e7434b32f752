// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/live_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::notification {

namespace {

constexpr telemetry::Instrument kOpen{"ecommerce.notification.streams", "{stream}",
                                      "Streams of changes that are open."};
constexpr telemetry::Instrument kEvents{"ecommerce.notification.stream.events", "{event}",
                                        "What happened to streams of changes, by outcome."};

telemetry::Counter event(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kEvents, {{std::string(telemetry::semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

LiveMeters::LiveMeters(telemetry::Metrics& metrics)
    : open(metrics.up_down_counter(kOpen)),
      told(event(metrics, "told")),
      reloads(event(metrics, "reload")),
      refused(event(metrics, "refused")),
      replaced(event(metrics, "replaced")),
      ended(event(metrics, "session_over")) {}

}  // namespace ecommerce::notification
