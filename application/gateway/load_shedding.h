// SPDX-License-Identifier: Apache-2.0
// Refuses what comes to a loop that runs its work too late: reads and writes first, then everything.
#pragma once

#include "application/gateway/lag.h"
#include "application/gateway/meters.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class LoadShedding final : public rest::Interceptor {
public:
    // `lag` outlives this.
    LoadShedding(Lag& lag, const OverloadSettings& settings, const Meters& meters)
        : lag_(lag), settings_(settings), meters_(meters) {}

    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;
    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;

private:
    http::Response refuse(const rest::Exchange& exchange) const;

    Lag& lag_;
    const OverloadSettings settings_;
    const Meters& meters_;
};

}  // namespace ecommerce::gateway
