// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/gateway.h"

#include <map>
#include <optional>

#include "application/gateway/bulkhead.h"
#include "application/gateway/cookie_sessions.h"
#include "application/gateway/door.h"
#include "application/gateway/guard.h"
#include "application/gateway/guest_cookies.h"
#include "application/gateway/lag.h"
#include "application/gateway/meters.h"
#include "application/gateway/micro_cache.h"
#include "application/gateway/pages.h"
#include "application/gateway/rate_limiter.h"
#include "application/gateway/reference.h"
#include "application/gateway/routes.h"
#include "application/gateway/settings.h"
#include "application/gateway/way_by_service.h"
#include "framework/config/configuration.h"
#include "framework/http/health.h"
#include "framework/http/routes.h"
#include "framework/http/server.h"
#include "framework/rest/rpc_handler.h"
#include "framework/rpc/channels.h"
#include "framework/service/host.h"
#include "framework/service/http_access.h"
#include "framework/service/platform_settings.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kName = "gateway";

rest::RpcHandlerOptions handler_options(service::Host& host, const Settings& settings,
                                        rest::ExchangeObserver& access, rest::Interceptor& guard) {
    rest::RpcHandlerOptions options;
    options.authenticator = &host.authenticator();
    options.observer = &access;
    options.interceptor = &guard;
    options.trust = {.traceparent = settings.trust_traceparent,
                     .forwarded_for = settings.trust_forwarded_for};
    options.sample = [&telemetry = host.telemetry()] { return telemetry.sampler().sample(); };
    return options;
}

http::ServerOptions server_options(const service::Host& host, const Settings& settings) {
    http::ServerOptions options;
    options.host = host.settings().listen_host;
    options.port = settings.port;
    options.common_fields = security_fields(settings.door);
    options.on_exception = [](const http::Request& request, std::exception_ptr failure) {
        log::error("a request handler failed",
                   {{"path", request.path()}, {"failure", log::describe(failure)}});
    };
    return options;
}

}  // namespace

struct Gateway::Parts {
    Parts(service::Host& given, const Settings& settings)
        : host(given),
          channels(host.channels("")),
          meters(host.telemetry().metrics()),
          access(host.telemetry().http(), std::string(kName)),
          cache(host.loops(), settings.cache),
          limiter(host.loops(), host.redis(), host.clock(), settings.limits),
          lag(host.loops()),
          guard(cache, limiter, lag, settings.overload, meters),
          handler(handler_options(host, settings, access, guard)),
          web_folder(settings.web_folder),
          pages(handler, &host.telemetry().http()),
          routes(pages),
          door(settings.door, routes),
          listening(server_options(host, settings)) {
        host.health().serve(routes);
        if (settings.expose_metrics) {
            http::serve_metrics(routes,
                                [&telemetry = host.telemetry()] { return telemetry.metrics().expose(); });
        }
        serve_reference(routes);
        add_upstreams(settings);
    }

    void add_upstreams(const Settings& settings) {
        WayByService::Ways ways;
        for (const auto& upstream : upstreams()) {
            if (upstream.service.empty()) continue;
            auto& way = way_to(upstream.service, settings);
            handler.add(upstream.methods, way);
            ways.emplace(upstream.service, &way);
        }
        by_service.emplace(std::move(ways));
        for (const auto& upstream : upstreams()) {
            if (upstream.service.empty()) handler.add(upstream.methods, *by_service);
        }
    }

    // One bulkhead for all that a service offers; in front of it, what knows of cookies.
    rpc::Channel& way_to(std::string_view service, const Settings& settings) {
        auto& bulkhead = bulkheads[service];
        if (!bulkhead) {
            bulkhead = std::make_unique<Bulkhead>(host.loops(), channels->to(service),
                                                  settings.overload.in_flight_max, meters.full);
            if (service == "auth") sessions.emplace(*bulkhead, settings.secure_cookies);
            if (service == "cart") guests.emplace(*bulkhead, settings.secure_cookies);
        }
        if (service == "auth") return *sessions;
        if (service == "cart") return *guests;
        return *bulkhead;
    }

    service::Host& host;
    std::unique_ptr<rpc::Channels> channels;
    std::map<std::string_view, std::unique_ptr<Bulkhead>> bulkheads;
    std::optional<CookieSessions> sessions;
    std::optional<GuestCookies> guests;
    std::optional<WayByService> by_service;
    const Meters meters;
    service::HttpAccess access;
    MicroCache cache;
    RateLimiter limiter;
    Lag lag;
    Guard guard;
    rest::RpcHandler handler;
    const std::string web_folder;
    Pages pages;
    http::Routes routes;
    Door door;
    const http::ServerOptions listening;
    std::optional<http::Server> server;  // from start() on
    std::vector<telemetry::Metrics::Observation> watching;
};

Gateway::Gateway(service::Host& host, config::Section& section)
    : parts_(std::make_unique<Parts>(host, Settings::read(section))) {}
Gateway::~Gateway() = default;

std::uint16_t Gateway::port() const {
    return parts_->server->port();
}

bool Gateway::serves_pages() const {
    return !parts_->web_folder.empty();
}

void Gateway::start() {
    auto& parts = *parts_;
    if (serves_pages()) parts.pages.read(parts.web_folder);
    parts.server.emplace(parts.host.loops(), parts.door, parts.listening);
    parts.watching = parts.host.telemetry().watch_http_server(
        parts.server->port(), [&server = *parts.server] { return server.stats(); });
    parts.lag.start();
    parts.server->start();
}

void Gateway::stop(std::chrono::milliseconds grace) {
    auto end = [](http::Server& server, std::chrono::milliseconds limit) -> Task<void> {
        co_await server.stop(deadline_in(limit));
    };
    parts_->host.loops().run_blocking(0, end(*parts_->server, grace));
    parts_->lag.stop();
}

}  // namespace ecommerce::gateway
