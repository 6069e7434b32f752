// SPDX-License-Identifier: Apache-2.0
// Lets as many calls in at once as can be worked on (concurrency_limit.h), has the others wait a little (waiting_line.h)
// and refuses who has waited too long, before anything is done for them. What the contract calls neither a read nor a
// write, such as a checkout or a login, waits in front and longer; what machines tell us, such as payments'
// webhooks, never waits. Streams are bounded by the bulkhead alone.
#pragma once

#include <memory>
#include <optional>

#include "application/gateway/meters.h"
#include "application/gateway/settings.h"
#include "framework/rest/interceptor.h"
#include "framework/runtime/loop.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::gateway {

class LoadShedding final : public rest::Interceptor {
public:
    // `loops` and `meters` outlive this; each loop has its share of what is allowed.
    LoadShedding(runtime::Loops& loops, const OverloadSettings& settings, const Meters& meters);
    ~LoadShedding() override;

    bool guards() override;
    std::optional<Task<std::optional<http::Response>>> admit(http::Request& request,
                                                             const rpc::Method& method) override;
    std::optional<Task<std::optional<http::Response>>> enter(rest::Exchange& exchange) override;

private:
    class Door;
    class Place;
    struct Guest;
    using Waiting = Task<std::optional<http::Response>>;
    static Waiting wait_outside(std::shared_ptr<Door> door, http::Request& request,
                                const rpc::Method& method);
    static Waiting wait_inside(const LoadShedding& self, std::shared_ptr<Door> door,
                               rest::Exchange& exchange);

    // They outlive this for as long as somebody looks after their lines.
    runtime::PerLoop<std::shared_ptr<Door>> doors_;
};

}  // namespace ecommerce::gateway
