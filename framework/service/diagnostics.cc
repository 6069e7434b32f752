// SPDX-License-Identifier: Apache-2.0
#include "framework/service/diagnostics.h"

namespace ecommerce::service {

Task<Result<diagnostics::v1::CheckInvariantsResponse>> Diagnostics::CheckInvariants(
    CallContext& context, const diagnostics::v1::CheckInvariantsRequest& request) {
    diagnostics::v1::CheckInvariantsResponse response;
    // Counted first: what is still on its way then explains what the invariants find.
    if (events_) {
        const auto counts = co_await ok(events_->counts(context));
        response.set_pending_events(counts.pending);
        response.set_dead_letters(counts.dead);
    }
    if (request.events_only()) co_return response;
    auto checked = co_await module_.check_invariants(context, response);
    if (!checked) co_return fail(std::move(checked).error());
    co_return response;
}

}  // namespace ecommerce::service
