// SPDX-License-Identifier: Apache-2.0
// Metrics as text that Prometheus scrapes, format 0.0.4. Internal to framework/telemetry.
#pragma once

#include <span>
#include <string>

#include "framework/telemetry/metrics.h"

namespace ecommerce::telemetry {

// "http.server.request.duration" in "s" becomes http_server_request_duration_seconds; counters end with
// _total, bytes with _bytes.
std::string prometheus_name(const Instrument& instrument, Kind kind);

std::string expose(std::span<const Family> families);

}  // namespace ecommerce::telemetry
