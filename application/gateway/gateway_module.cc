// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/gateway_module.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>

#include "application/gateway/admission_chain.h"
#include "application/gateway/bulkhead.h"
#include "application/gateway/by_service_name.h"
#include "application/gateway/reference.h"
#include "application/gateway/settings.h"
#include "framework/config/configuration.h"
#include "framework/http/server.h"
#include "framework/rest/health.h"
#include "framework/rest/rpc_handler.h"
#include "framework/rpc/channels.h"
#include "framework/service/apis.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce::gateway {

namespace {

using service::Need;

rest::RpcHandlerOptions handler_options(const service::Edge& edge, const Settings& settings,
                                        AdmissionChain& chain) {
    rest::RpcHandlerOptions options;
    options.authenticator = &edge.authenticator;
    options.interceptors = chain.interceptors();
    options.trust = {.traceparent = settings.trust_traceparent,
                     .forwarded_for = settings.trust_forwarded_for};
    options.sample = [&telemetry = edge.telemetry] { return telemetry.sampler().sample(); };
    return options;
}

http::ServerOptions server_options(const service::Edge& edge, const Settings& settings) {
    http::ServerOptions options;
    options.host = edge.listen_host;
    options.port = settings.port;
    options.common_fields = security_fields(settings.browser);
    options.on_exception = [](const http::Request& request, std::exception_ptr failure) {
        log::error("a request handler failed",
                   {{"method", request.method()}, {"failure", log::describe(failure)}});
    };
    return options;
}

std::vector<Site> sites_of(const Settings& settings) {
    const std::vector<Site> all{
        {.title = "Storefront", .setting = "gateway.web_folder", .folder = settings.web_folder},
        {.title = "Seller console",
         .path = "/seller",
         .setting = "gateway.seller_folder",
         .folder = settings.seller_folder},
        {.title = "Administrator console",
         .path = "/admin",
         .setting = "gateway.admin_folder",
         .folder = settings.admin_folder}};
    std::vector<Site> served;
    std::ranges::copy_if(all, std::back_inserter(served),
                         [](const Site& site) { return !site.folder.empty(); });
    return served;
}

class GatewayModule final : public service::Module {
public:
    GatewayModule(service::Environment& environment, const Settings& settings)
        : loops_(environment.loops),
          edge_(environment.edge),
          sites_(sites_of(settings)),
          chain_(loops_, environment.redis, environment.clock, environment.metrics, edge_.telemetry.http(),
                 settings),
          handler_(handler_options(edge_, settings, chain_)),
          listening_(server_options(edge_, settings)) {
        edge_.health.serve(chain_.fixed_routes);
        if (settings.expose_metrics) {
            rest::serve_metrics(chain_.fixed_routes,
                                [&telemetry = edge_.telemetry] { return telemetry.metrics().expose(); });
        }
        serve_reference(chain_.fixed_routes, edge_.services);
        route(environment.channels, settings.overload);
    }

    void open() override {
        for (const auto& site : sites_) chain_.pages.read(site, handler_);
        server_.emplace(loops_, handler_, listening_);
        watching_ = edge_.telemetry.watch_http_server(server_->port(),
                                                      [&server = *server_] { return server.stats(); });
        server_->start();
    }

    bool close(Deadline deadline) override {
        if (!server_) return true;
        bool ended = false;
        auto end = [](http::Server& server, Deadline limit, bool& clean) -> Task<void> {
            clean = co_await server.stop(limit);
        };
        loops_.run_blocking(0, end(*server_, deadline, ended));
        if (!ended) return false;
        watching_.clear();
        server_.reset();
        return true;
    }

    std::vector<service::Address> addresses() const override {
        if (!server_) return {};
        const auto base = "http://127.0.0.1:" + std::to_string(server_->port());
        std::vector<service::Address> all{{"API", base + "/v1"}, {"API reference", base + "/docs"}};
        for (auto at = all.begin(); const auto& site : sites_) {
            at = all.insert(at, {std::string(site.title), base + std::string(site.path)}) + 1;
        }
        return all;
    }

private:
    // One bulkhead for all that a service offers. What services have alike goes to the one that is named.
    void route(rpc::Channels& channels, const OverloadSettings& overload) {
        std::map<service::Api, ByServiceName::Channels> shared;
        for (const auto* service : edge_.services) {
            if (service->needs.has(Need::edge)) continue;
            auto& channel =
                bulkheads_.emplace_back(loops_, channels.to(service->name), overload, chain_.meters.full);
            for (const auto api : service->apis) handler_.add(api(), channel);
            for (const auto api : shared_apis(*service)) shared[api].emplace(service->name, &channel);
        }
        for (auto& [api, there] : shared) {
            handler_.add(api(), by_service_name_.emplace_back(std::move(there)));
        }
    }

    runtime::Loops& loops_;
    service::Edge& edge_;
    const std::vector<Site> sites_;
    AdmissionChain chain_;
    std::deque<Bulkhead> bulkheads_;
    std::deque<ByServiceName> by_service_name_;
    rest::RpcHandler handler_;
    const http::ServerOptions listening_;
    std::optional<http::Server> server_;  // from open() to close()
    std::vector<telemetry::Metrics::Observation> watching_;
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<GatewayModule>(environment, read(environment.config, environment.ports.http));
}

}  // namespace

const service::Definition kDefinition{
    .name = "gateway", .needs = {Need::key_value, Need::edge}, .make = make};

}  // namespace ecommerce::gateway
