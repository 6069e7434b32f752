// SPDX-License-Identifier: Apache-2.0
#include "framework/service/service_port.h"

#include <algorithm>

namespace ecommerce::service {

namespace {

rest::RpcHandlerOptions handler_options(rpc::Authenticator& authenticator, telemetry::Telemetry& telemetry,
                                        std::vector<rest::Interceptor*> interceptors) {
    rest::RpcHandlerOptions options;
    options.authenticator = &authenticator;
    options.interceptors = std::move(interceptors);
    options.sample = [&telemetry] { return telemetry.sampler().sample(); };
    return options;
}

http::ServerOptions server_options(const std::string& host, std::uint16_t port) {
    http::ServerOptions options;
    options.host = host;
    options.port = port;
    options.on_exception = [](const http::Request& request, std::exception_ptr failure) {
        log::error("a request handler failed",
                   {{"method", request.method()}, {"failure", log::describe(failure)}});
    };
    return options;
}

rpc::GrpcServerOptions grpc_options(const std::string& service, const std::string& host, std::uint16_t port) {
    rpc::GrpcServerOptions options;
    options.host = host;
    options.port = port;
    options.service = service;
    return options;
}

}  // namespace

ServicePort::ServicePort(const std::string& service, Ports ports, const std::string& host,
                         runtime::Loops& loops, const rpc::Fronts& fronts, rpc::Authenticator& authenticator,
                         telemetry::Telemetry& telemetry, rest::Health& health)
    : channel_("", service, fronts),
      access_(telemetry.http(), service),
      handler_(handler_options(authenticator, telemetry, {&routes_, &access_})),
      http_(loops, handler_, server_options(host, ports.http)),
      grpc_(loops, fronts, authenticator, grpc_options(service, host, ports.grpc)),
      watching_(telemetry.watch_http_server(http_.port(), [this] { return http_.stats(); })) {
    health.serve(routes_);
    rest::serve_metrics(routes_, [&telemetry] { return telemetry.metrics().expose(); });
    for (const auto& entry : fronts.entries()) {
        if (entry.service == service) handler_.add(entry.front->methods(), channel_);
    }
}

void ServicePort::start() {
    http_.start();
}

void ServicePort::drain() {
    grpc_.set_serving(false);
    http_.drain();
}

bool ServicePort::stop(runtime::Loops& loops, Deadline deadline) {
    bool ended = true;
    auto end_http = [](http::Server& server, Deadline limit, bool& clean) -> Task<void> {
        clean = co_await server.stop(limit);
    };
    loops.run_blocking(0, end_http(http_, deadline, ended));
    const auto left = std::max<std::chrono::steady_clock::duration>(
        deadline - std::chrono::steady_clock::now(), std::chrono::milliseconds(0));
    return grpc_.shutdown(std::chrono::duration_cast<std::chrono::milliseconds>(left)) && ended;
}

}  // namespace ecommerce::service
