// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::notification {

namespace semconv = telemetry::semconv;

namespace {

constexpr telemetry::Instrument kMails{"ecommerce.notification.mails", "{mail}",
                                       "Mails that were tried, by outcome."};

telemetry::Counter tried(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kMails, {{std::string(semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

MailMeters::MailMeters(telemetry::Metrics& metrics)
    : sent(tried(metrics, "sent")),
      unwanted(tried(metrics, "unwanted")),
      quiet(tried(metrics, "quiet")),
      postponed(tried(metrics, "postponed")),
      dead(tried(metrics, "dead")) {}

}  // namespace ecommerce::notification
