// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_meters.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::notification {

namespace semconv = telemetry::semconv;

namespace {

constexpr telemetry::Instrument kMails{"ecommerce.notification.mails", "{mail}",
                                       "Mails that were tried, by outcome."};

constexpr telemetry::Instrument kWaiting{"ecommerce.notification.mails.waiting", "{mail}",
                                         "Mails that wait, in the queue, at a process, or dead."};
constexpr telemetry::Instrument kLag{"ecommerce.notification.mails.lag", "s",
                                     "How long the oldest mail that is due has been."};

telemetry::Gauge waiting(telemetry::Metrics& metrics, std::string state) {
    return metrics.gauge(kWaiting, {{"state", std::move(state)}});
}

telemetry::Counter tried(telemetry::Metrics& metrics, std::string outcome) {
    return metrics.counter(kMails, {{std::string(semconv::kOutcome), std::move(outcome)}});
}

}  // namespace

MailMeters::MailMeters(telemetry::Metrics& metrics)
    : sent(tried(metrics, "sent")),
      unwanted(tried(metrics, "unwanted")),
      quiet(tried(metrics, "quiet")),
      postponed(tried(metrics, "postponed")),
      dead(tried(metrics, "dead")),
      queued(waiting(metrics, "queued")),
      claimed(waiting(metrics, "claimed")),
      dead_letters(waiting(metrics, "dead")),
      lag(metrics.gauge(kLag)) {}

}  // namespace ecommerce::notification
