// SPDX-License-Identifier: Apache-2.0
// grpc.health.v1.Health, answered on gRPC's own threads so that it works while the loops are busy.
// Internal: includes grpcpp.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include <grpcpp/generic/async_generic_service.h>

namespace ecommerce::rpc {

class HealthWatch;

// Any thread.
class GrpcHealth {
public:
    // `services` are the full names that may be asked for.
    explicit GrpcHealth(std::set<std::string> services) : services_(std::move(services)) {}

    // The reactor of a call of the health service; null when it has no such method.
    grpc::ServerGenericBidiReactor* react(std::string_view method);
    void set_serving(bool serving);
    // Ends all watches; later ones end at once.
    void close();

private:
    friend class HealthCheck;
    friend class HealthWatch;

    bool knows(const std::string& service) const { return service.empty() || services_.contains(service); }
    bool serving() const;
    // The watch gets every change from now on; false when closed.
    bool add(HealthWatch& watch);
    void remove(HealthWatch& watch);

    const std::set<std::string> services_;
    mutable std::mutex mutex_;
    bool serving_ = true;
    bool closed_ = false;
    std::set<HealthWatch*> watches_;
};

}  // namespace ecommerce::rpc
