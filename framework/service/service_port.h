// SPDX-License-Identifier: Apache-2.0
// One service on its own HTTP and gRPC port, for callers that do not come through the gateway: everything
// is checked here as well.
#pragma once

#include <memory>

#include "framework/http/server.h"
#include "framework/rest/fixed_routes.h"
#include "framework/rest/health.h"
#include "framework/rest/rpc_handler.h"
#include "framework/rpc/fronts.h"
#include "framework/rpc/grpc_server.h"
#include "framework/rpc/local_channel.h"
#include "framework/service/host.h"
#include "framework/service/http_access.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce::service {

class ServicePort {
public:
    // Listens at once. Throws std::runtime_error with one sentence when a port is taken.
    ServicePort(const std::string& service, Ports ports, const std::string& host, runtime::Loops& loops,
                const rpc::Fronts& fronts, rpc::Authenticator& authenticator, telemetry::Telemetry& telemetry,
                rest::Health& health);

    void start();
    void drain();
    // Blocks until about the deadline; not on a loop. False when calls still run that could not be ended:
    // what they use must then not be destroyed.
    bool stop(runtime::Loops& loops, Deadline deadline);

private:
    rpc::LocalChannel channel_;
    rest::FixedRoutes routes_;
    HttpAccess access_;
    rest::RpcHandler handler_;
    http::Server http_;
    rpc::GrpcServer grpc_;
    std::vector<telemetry::Metrics::Observation> watching_;
};

}  // namespace ecommerce::service
