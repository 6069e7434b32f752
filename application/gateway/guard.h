// SPDX-License-Identifier: Apache-2.0
// What stands between a request and the service it is for.
#pragma once

#include "application/gateway/micro_cache.h"
#include "framework/http/exchange.h"

namespace ecommerce::gateway {

class Guard final : public http::Interceptor {
public:
    // `cache` outlives this.
    explicit Guard(MicroCache& cache) : cache_(cache) {}

    std::optional<http::Response> early(http::Exchange& exchange) override;
    Task<std::optional<http::Response>> before(http::Exchange& exchange) override;
    Task<void> after(http::Exchange& exchange, http::Response& response) override;

private:
    MicroCache& cache_;
};

}  // namespace ecommerce::gateway
