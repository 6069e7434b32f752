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
    return settings;
}

}  // namespace ecommerce::gateway
