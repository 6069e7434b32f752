// SPDX-License-Identifier: Apache-2.0
// Answers the doctor's questions about one service.
#pragma once

#include "framework/events/service_events.h"
#include "framework/service/module.h"

#include "diagnostics/v1/diagnostics_service.rpc.h"

namespace ecommerce::service {

// Stateless beside its references, which outlive it; any loop.
class Diagnostics final : public diagnostics::v1::DiagnosticsService {
public:
    // `events` is null for a service without any.
    Diagnostics(Module& module, const events::ServiceEvents* events) : module_(module), events_(events) {}

    Task<Result<diagnostics::v1::CheckInvariantsResponse>> CheckInvariants(
        CallContext& context, const diagnostics::v1::CheckInvariantsRequest& request) override;

private:
    Module& module_;
    const events::ServiceEvents* events_;
};

}  // namespace ecommerce::service
