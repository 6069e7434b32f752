// SPDX-License-Identifier: Apache-2.0
// Refuses what comes to a loop that runs its work too late: reads and writes first, then everything.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "application/gateway/meters.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class LoadShedding final : public rest::Interceptor {
public:
    // How late this loop runs its work.
    using Lag = std::function<std::chrono::steady_clock::duration()>;

    LoadShedding(Lag lag, const OverloadSettings& settings, const Meters& meters)
        : lag_(std::move(lag)), settings_(settings), meters_(meters) {}

    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;
    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;

private:
    http::Response refuse(const rest::Exchange& exchange) const;

    const Lag lag_;
    const OverloadSettings settings_;
    const Meters& meters_;
};

}  // namespace ecommerce::gateway
