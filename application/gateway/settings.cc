// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/settings.h"

#include "application/ports.h"
#include "framework/config/configuration.h"

namespace ecommerce::gateway {

namespace {

using namespace std::chrono_literals;

static_assert(kPortTable[0].service == "gateway");

DoorSettings read_door(config::Section& section) {
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

ClassLimits read_limits(config::Section& section, ClassLimits fallback) {
    const auto window = section.duration("window", fallback.per_address.window,
                                         {.help = "what the numbers are for", .min = 1ms});
    return {
        .per_address = {.requests = section.integer(
                            "per_address", fallback.per_address.requests,
                            {.help = "requests of one address; 0 is no limit", .min = 0, .max = 1'000'000}),
                        .window = window},
        .per_account = {.requests = section.integer(
                            "per_account", fallback.per_account.requests,
                            {.help = "requests of one account; 0 is no limit", .min = 0, .max = 1'000'000}),
                        .window = window}};
}

LimitSettings read_limits(config::Section& section) {
    const auto of = [&section](std::string_view name, std::int64_t requests,
                               std::chrono::milliseconds window) {
        const Limit limit{.requests = requests, .window = window};
        return read_limits(section.section(name), {.per_address = limit, .per_account = limit});
    };
    return {.enabled = section.boolean("enabled", true, {.help = "rate limits for addresses and accounts"}),
            .classes = {of("read", 2'000, 1s), of("write", 200, 1s), of("credentials", 20, 1min),
                        of("checkout", 60, 1min)}};
}

OverloadSettings read_overload(config::Section& section) {
    return {.in_flight_max = section.integer<std::size_t>(
                "in_flight_max", 2048, {.help = "calls under way to one upstream", .min = 1}),
            .lag_max = section.duration(
                "lag_max", 250ms, {.help = "how late work may run before requests are refused", .min = 1ms})};
}

}  // namespace

Settings Settings::read(config::Section& section) {
    Settings settings{};
    settings.port = section.integer<std::uint16_t>("port", kPortTable[0].http, {.help = "the public port"});
    settings.expose_metrics =
        section.boolean("expose_metrics", true, {.help = "/metrics on the public port; not in production"});
    settings.trust_forwarded_for = section.boolean(
        "trust_forwarded_for", false,
        {.help = "take the client's address from the last X-Forwarded-For; behind a proxy only"});
    settings.trust_traceparent = section.boolean(
        "trust_traceparent", false, {.help = "follow the traces of callers; behind a proxy only"});
    settings.door = read_door(section);
    settings.cache = read_cache(section.section("cache"));
    settings.limits = read_limits(section.section("limits"));
    settings.overload = read_overload(section.section("overload"));
    settings.secure_cookies =
        section.boolean("secure_cookies", false, {.help = "session cookies over HTTPS alone; in production"});
    settings.web_folder = section.string(
        "web_folder", "",
        {.help = "the built storefront, which / serves; relative to the working directory; empty: no pages"});
    return settings;
}

}  // namespace ecommerce::gateway
