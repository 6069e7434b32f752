// SPDX-License-Identifier: Apache-2.0
// The RPC services that every service of the platform has beside its own: events and diagnostics.
#pragma once

#include <vector>

#include "framework/service/diagnostics.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::service {

class PlatformEndpoints {
public:
    // Both outlive it.
    PlatformEndpoints(Module& module, events::ServiceEvents& events)
        : events_(events.inbox()), diagnostics_(module, events), diagnostics_endpoint_(diagnostics_) {}
    PlatformEndpoints(const PlatformEndpoints&) = delete;
    PlatformEndpoints& operator=(const PlatformEndpoints&) = delete;

    // To be served together with Module::endpoints(); owned by this.
    std::vector<rpc::Endpoint*> endpoints() { return {&events_, &diagnostics_endpoint_}; }

private:
    events::v1::EventsServiceEndpoint events_;
    Diagnostics diagnostics_;
    diagnostics::v1::DiagnosticsServiceEndpoint diagnostics_endpoint_;
};

}  // namespace ecommerce::service
