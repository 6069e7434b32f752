// SPDX-License-Identifier: Apache-2.0
// Requests to the world outside as metrics, spans and log lines.
#pragma once

#include "framework/http/client_observer.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

class HttpClientObserver final : public http::ClientObserver {
public:
    // Both outlive this.
    HttpClientObserver(Metrics& metrics, const Tracer& tracer) : metrics_(metrics), tracer_(tracer) {}

    void ended(const http::EndedClientCall& call) override;

private:
    Metrics& metrics_;
    const Tracer& tracer_;
    log::Throttle complaints_{std::chrono::seconds(10)};
};

}  // namespace ecommerce::telemetry
