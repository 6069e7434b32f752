// SPDX-License-Identifier: Apache-2.0
// The RPC services that services of the platform have beside their own: events and diagnostics.
#pragma once

#include <optional>
#include <vector>

#include "framework/service/diagnostics.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::service {

class PlatformEndpoints {
public:
    // Both outlive it. `events` is null for a service without any.
    PlatformEndpoints(Module& module, events::ServiceEvents* events)
        : diagnostics_(module, events), diagnostics_endpoint_(diagnostics_) {
        if (events) events_.emplace(events->inbox());
    }
    PlatformEndpoints(const PlatformEndpoints&) = delete;
    PlatformEndpoints& operator=(const PlatformEndpoints&) = delete;

    // To be served together with Module::endpoints(); owned by this.
    std::vector<rpc::Endpoint*> endpoints() {
        std::vector<rpc::Endpoint*> all{&diagnostics_endpoint_};
        if (events_) all.push_back(&*events_);
        return all;
    }

private:
    std::optional<events::v1::EventsServiceEndpoint> events_;
    Diagnostics diagnostics_;
    diagnostics::v1::DiagnosticsServiceEndpoint diagnostics_endpoint_;
};

}  // namespace ecommerce::service
