// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/gateway.h"

#include "application/gateway/reference.h"
#include "application/gateway/routes.h"
#include "application/ports.h"
#include "framework/config/configuration.h"
#include "framework/http/health.h"
#include "framework/http/routes.h"
#include "framework/http/rpc_handler.h"
#include "framework/http/server.h"
#include "framework/rpc/channels.h"
#include "framework/service/host.h"
#include "framework/service/http_access.h"
#include "framework/service/platform_settings.h"

namespace ecommerce::gateway {

namespace {

constexpr std::string_view kName = "gateway";

struct Settings {
    std::uint16_t port;
    bool expose_metrics;

    explicit Settings(config::Section& section)
        : port(section.integer<std::uint16_t>("port", kPortTable[0].http, {.help = "the public port"})),
          expose_metrics(section.boolean("expose_metrics", true, {.help = "/metrics on the public port; not in production"})) {}
};
static_assert(kPortTable[0].service == kName);

http::RpcHandlerOptions handler_options(service::Host& host, http::ExchangeObserver& access) {
    http::RpcHandlerOptions options;
    options.authenticator = &host.authenticator();
    options.observer = &access;
    options.sample = [&telemetry = host.telemetry()] { return telemetry.sampler().sample(); };
    return options;
}

http::ServerOptions server_options(const service::Host& host, const Settings& settings) {
    http::ServerOptions options;
    options.host = host.settings().listen_host;
    options.port = settings.port;
    options.on_exception = [](const http::Request& request, std::exception_ptr failure) {
        log::error("a request handler failed", {{"path", request.path()}, {"failure", log::describe(failure)}});
    };
    return options;
}

}  // namespace

struct Gateway::Parts {
    Parts(service::Host& given, const Settings& settings)
        : host(given),
          channels(host.channels("")),
          access(host.telemetry().http(), std::string(kName)),
          handler(handler_options(host, access)),
          routes(handler),
          server(host.loops(), routes, server_options(host, settings)) {
        host.health().serve(routes);
        if (settings.expose_metrics) {
            http::serve_metrics(routes, [&telemetry = host.telemetry()] { return telemetry.metrics().expose(); });
        }
        serve_reference(routes);
        for (const auto& upstream : upstreams()) handler.add(upstream.methods, channels->to(upstream.service));
    }

    service::Host& host;
    std::unique_ptr<rpc::Channels> channels;
    service::HttpAccess access;
    http::RpcHandler handler;
    http::Routes routes;
    http::Server server;
};

Gateway::Gateway(service::Host& host, config::Section& section)
    : parts_(std::make_unique<Parts>(host, Settings(section))) {}
Gateway::~Gateway() = default;

std::uint16_t Gateway::port() const {
    return parts_->server.port();
}

void Gateway::start() {
    parts_->server.start();
}

void Gateway::stop(std::chrono::milliseconds grace) {
    auto end = [](http::Server& server, std::chrono::milliseconds limit) -> Task<void> {
        co_await server.stop(deadline_in(limit));
    };
    parts_->host.loops().run_blocking(0, end(parts_->server, grace));
}

}  // namespace ecommerce::gateway
