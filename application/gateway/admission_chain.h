// SPDX-License-Identifier: Apache-2.0
// What every request passes before a service gets it, put together in the order of the way in.
#pragma once

#include <string>
#include <vector>

#include "application/gateway/browser_policy.h"
#include "application/gateway/cached_reads.h"
#include "application/gateway/cookie_sessions.h"
#include "application/gateway/guest_cookies.h"
#include "application/gateway/load_shedding.h"
#include "application/gateway/meters.h"
#include "application/gateway/micro_cache.h"
#include "application/gateway/pages.h"
#include "application/gateway/rate_limiter.h"
#include "application/gateway/rate_limits.h"
#include "application/gateway/settings.h"
#include "framework/rest/fixed_routes.h"
#include "framework/service/http_access.h"

namespace ecommerce::gateway {

struct AdmissionChain {
    // All but the settings outlive it.
    AdmissionChain(runtime::Loops& loops, redis::Client& store, const runtime::Clock& clock,
                   telemetry::Metrics& metrics, telemetry::HttpObserver& observer, const Settings& settings)
        : meters(metrics),
          cache(loops, settings.cache),
          limiter(loops, store, clock, settings.limits),
          browser_policy(settings.browser),
          pages(&observer),
          access(observer, "gateway"),
          rate_limits(limiter, meters),
          cache_hits(cache, rate_limits, meters),
          load_shedding(loops, settings.overload, meters),
          cookie_sessions(settings.secure_cookies),
          guest_cookies(settings.secure_cookies),
          joined_reads(cache, meters) {}

    std::vector<rest::Interceptor*> interceptors() {
        return {&browser_policy, &fixed_routes, &pages,           &access,        &cache_hits,
                &load_shedding,  &rate_limits,  &cookie_sessions, &guest_cookies, &joined_reads};
    }

    const Meters meters;
    MicroCache cache;
    RateLimiter limiter;

    BrowserPolicy browser_policy;
    rest::FixedRoutes fixed_routes;
    Pages pages;
    service::HttpAccess access;
    RateLimits rate_limits;
    CacheHits cache_hits;
    LoadShedding load_shedding;
    CookieSessions cookie_sessions;
    GuestCookies guest_cookies;
    JoinedReads joined_reads;
};

}  // namespace ecommerce::gateway
