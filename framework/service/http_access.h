// SPDX-License-Identifier: Apache-2.0
// Tells telemetry of the requests of one port.
#pragma once

#include <string>

#include "framework/rest/exchange.h"
#include "framework/telemetry/http_observer.h"

namespace ecommerce::service {

class HttpAccess final : public rest::ExchangeObserver {
public:
    // `observer` outlives this.
    HttpAccess(telemetry::HttpObserver& observer, std::string service)
        : observer_(observer), service_(std::move(service)) {}

    void began(const rest::Exchange&) override { observer_.began(); }
    void ended(const rest::Exchange& exchange, int status) override {
        observer_.ended({.method = exchange.request.method(),
                         .route = exchange.route,
                         .status = status,
                         .duration = std::chrono::steady_clock::now() - exchange.began,
                         .context = &exchange.context,
                         .service = service_,
                         .path = exchange.request.path()});
    }

private:
    telemetry::HttpObserver& observer_;
    const std::string service_;
};

}  // namespace ecommerce::service
