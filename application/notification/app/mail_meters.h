// SPDX-License-Identifier: Apache-2.0
// What is counted of mails, for /metrics. Handles that are empty, as in tests, count nothing.
#pragma once

#include "framework/telemetry/metrics.h"

namespace ecommerce::notification {

struct MailMeters {
    MailMeters() = default;
    explicit MailMeters(telemetry::Metrics& metrics);

    telemetry::Counter sent;
    telemetry::Counter unwanted;   // nobody reads it, or does not want it by mail
    telemetry::Counter quiet;      // its reader is not to be disturbed just now
    telemetry::Counter postponed;  // it is tried again
    telemetry::Counter dead;       // an administrator has to look

    // Of all processes alike, as each sees it.
    telemetry::Gauge queued;        // in the queue, at nobody
    telemetry::Gauge claimed;       // at somebody
    telemetry::Gauge dead_letters;  // waiting for an administrator
    telemetry::Gauge lag;           // seconds since the oldest was due
};

}  // namespace ecommerce::notification
