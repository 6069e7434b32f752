// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/settings.h"

#include "framework/config/configuration.h"

namespace ecommerce::gateway {

namespace {

using namespace std::chrono_literals;

BrowserSettings read_browser(config::Section& section) {
    const auto age =
        section.duration("cors_max_age", 10min, {.help = "how long browsers keep a preflight's answer"});
    return {.origins =
                section.list("cors_origins", {},
                             {.help = "sites whose pages may call the API; * is all, without cookies"}),
            .preflight_age = std::chrono::duration_cast<std::chrono::seconds>(age),
            .strict_transport = section.boolean("strict_transport", false,
                                                {.help = "tells browsers to use HTTPS only; behind TLS"})};
}

CacheSettings read_cache(config::Section& section) {
    return {.enabled = section.boolean("enabled", true,
                                       {.help = "keep replies to anonymous reads for some seconds"}),
            .bytes = std::size_t(
                section.size("bytes", std::int64_t(64) << 20,
                             {.help = "memory for kept replies, all loops together", .min = 1 << 20}))};
}

ClassLimits read_limits(config::Section& section, Limit fallback) {
    const auto requests = [&](std::string_view name, std::string_view help) {
        return section.live([=](config::Section& limits) {
            return limits.integer(name, fallback.requests, {.help = help, .min = 0, .max = 1'000'000});
        });
    };
    const auto window = section.live([=](config::Section& limits) {
        return limits.duration("window", fallback.window, {.help = "what the numbers are for", .min = 1ms});
    });
    return {.per_address = {requests("per_address", "requests of one address; 0 is no limit"), window},
            .per_account = {requests("per_account", "requests of one account; 0 is no limit"), window}};
}

LimitSettings read_limits(config::Section& section) {
    const auto of = [&section](RateClass rate_class, std::int64_t requests,
                               std::chrono::milliseconds window) {
        return read_limits(section.section(name_of(rate_class)), {.requests = requests, .window = window});
    };
    return {.enabled = section.boolean("enabled", true, {.help = "rate limits for addresses and accounts"}),
            .classes = {of(RateClass::read, 2'000, 1s), of(RateClass::write, 200, 1s),
                        of(RateClass::credentials, 20, 1min), of(RateClass::checkout, 60, 1min),
                        of(RateClass::registration, 20, 1min)}};
}

OverloadSettings read_overload(config::Section& section) {
    return {
        .calls_max = section.integer<std::size_t>(
            "calls_max", 4096,
            {.help = "calls under way at once at most; how many may be is measured", .min = 1}),
        .in_flight_max = section.integer<std::size_t>("in_flight_max", 2048,
                                                      {.help = "calls under way to one upstream", .min = 1}),
        .streams_max = section.integer<std::size_t>(
            "streams_max", 8192, {.help = "streams open from one upstream, beside the calls", .min = 1}),
        .delay_max = section.duration(
            "delay_max", 10ms,
            {.help = "calls that take so much longer than twice the usual mean that fewer are let in at once",
             .min = 1ms}),
        .wait_max =
            section.duration("wait_max", 100ms,
                             {.help = "how long a call waits for a place in a burst; a tenth of it "
                                      "when there is always a line, and thrice for checkouts and logins",
                              .min = 1ms})};
}

}  // namespace

Settings read(config::Section& section, std::uint16_t port) {
    return {
        .port = section.integer<std::uint16_t>("port", port, {.help = "the public port"}),
        .expose_metrics = section.boolean("expose_metrics", true,
                                          {.help = "/metrics on the public port; not in production"}),
        .trust_forwarded_for = section.boolean(
            "trust_forwarded_for", false,
            {.help = "take the client's address from the last X-Forwarded-For; behind a proxy only"}),
        .trust_traceparent = section.boolean("trust_traceparent", false,
                                             {.help = "follow the traces of callers; behind a proxy only"}),
        .secure_cookies = section.boolean("secure_cookies", false,
                                          {.help = "session cookies over HTTPS alone; in production"}),
        .web_folder = section.string("web_folder", "",
                                     {.help = "the built storefront, which / serves; relative to the working "
                                              "directory; empty: no pages"}),
        .browser = read_browser(section),
        .cache = read_cache(section.section("cache")),
        .limits = read_limits(section.section("limits")),
        .overload = read_overload(section.section("overload"))};
}

}  // namespace ecommerce::gateway
