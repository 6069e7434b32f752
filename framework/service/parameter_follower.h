// SPDX-License-Identifier: Apache-2.0
// Lets the settings of this process that may change follow what administrators set, and tells them what this process
// has. What was learned last counts while nobody can be asked; a process that starts then has its configuration alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/config/parameters.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::config {
class Configuration;
}

namespace ecommerce::service {

// This run of the process.
struct Instance {
    std::string id;  // auth::random_id()
    std::string process;
    std::string program_version;
    Timestamp started_at;
};

// Whoever keeps what administrators set. Any loop.
class ParameterSource {
public:
    virtual ~ParameterSource() = default;

    struct Set {
        std::int64_t version = 0;  // rises with each change
        config::ParameterValues values = {};
    };
    // All that is set; the values are left out when the version is the one known.
    virtual Task<Result<Set>> set(CallContext& context, std::int64_t known_version) = 0;
    // `followed`: the version that counts in this process.
    virtual Task<Result<void>> report(CallContext& context, const Instance& instance, std::int64_t followed,
                                      const std::vector<config::Parameter>& parameters) = 0;
};

// On one loop; all references outlive it.
class ParameterFollower {
public:
    ParameterFollower(config::Configuration& configuration, ParameterSource& source, Instance instance,
                      const runtime::Clock& clock, telemetry::Metrics& metrics);

    // Called every second or so.
    Task<Result<void>> look(CallContext& context);

private:
    config::Configuration& configuration_;
    ParameterSource& source_;
    const Instance instance_;
    const runtime::Clock& clock_;
    telemetry::Gauge followed_gauge_;
    std::int64_t followed_ = 0;
    Timestamp report_at_;
};

}  // namespace ecommerce::service
