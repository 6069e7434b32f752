// SPDX-License-Identifier: Apache-2.0
// Tells telemetry of the requests of one port that come so far.
#pragma once

#include <string>

#include "framework/rest/interceptor.h"
#include "framework/telemetry/http_observer.h"

namespace ecommerce::service {

class HttpAccess final : public rest::Interceptor {
public:
    // `observer` outlives this.
    HttpAccess(telemetry::HttpObserver& observer, std::string service)
        : observer_(observer), service_(std::move(service)) {}

    std::optional<Task<http::Response>> early(rest::Exchange&) override {
        observer_.began();
        return std::nullopt;
    }
    void done(rest::Exchange& exchange, http::Response& response) override {
        observer_.ended({.method = exchange.request.method(),
                         .route = exchange.route,
                         .status = response.status,
                         .duration = std::chrono::steady_clock::now() - exchange.began,
                         .context = &exchange.context,
                         .service = service_});
    }

private:
    telemetry::HttpObserver& observer_;
    const std::string service_;
};

}  // namespace ecommerce::service
