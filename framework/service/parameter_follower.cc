// SPDX-License-Identifier: Apache-2.0
#include "framework/service/parameter_follower.h"

#include <fmt/ranges.h>

#include "framework/config/configuration.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/semconv.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;

constexpr auto kReportPause = 30s;

constexpr telemetry::Instrument kFollowed{.name = "ecommerce.parameters.version",
                                          .unit = "{version}",
                                          .help = "Which change of the parameters counts in this process."};

}  // namespace

ParameterFollower::ParameterFollower(config::Configuration& configuration, ParameterSource& source,
                                     Instance instance, const runtime::Clock& clock,
                                     telemetry::Metrics& metrics)
    : configuration_(configuration),
      source_(source),
      instance_(std::move(instance)),
      clock_(clock),
      followed_gauge_(metrics.gauge(kFollowed)) {}

Task<Result<void>> ParameterFollower::look(CallContext& context) {
    const auto set = co_await ok(source_.set(context, followed_));
    if (set.version != followed_) {
        const auto done = configuration_.adjust(set.values, "administrators");
        log::info("the parameters changed",
                  {{"version", set.version}, {"changed", fmt::format("{}", fmt::join(done.changed, ", "))}});
        for (const auto& refused : done.refused) {
            log::warning("a parameter that was set does not count here", {{"problem", refused}});
        }
        followed_ = set.version;
        followed_gauge_.set(double(followed_));
        report_at_ = {};
    }
    if (clock_.now() < report_at_) co_return {};
    co_await ok(source_.report(context, instance_, followed_, configuration_.parameters()));
    report_at_ = clock_.now() + kReportPause;
    co_return {};
}

}  // namespace ecommerce::service
