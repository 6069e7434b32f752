// SPDX-License-Identifier: Apache-2.0
#include "framework/service/diagnostics.h"

namespace ecommerce::service {

namespace {
constexpr int kDefaultPageSize = 1'000;
}

Task<Result<diagnostics::v1::CheckInvariantsResponse>> Diagnostics::CheckInvariants(
    CallContext& context, const diagnostics::v1::CheckInvariantsRequest&) {
    diagnostics::v1::CheckInvariantsResponse response;
    // Counted first: what is still on its way then explains what the invariants find.
    const auto counts = co_await events_.counts(context);
    if (!counts) co_return fail(counts.error());
    auto checked = co_await module_.check_invariants(context, response);
    if (!checked) co_return fail(std::move(checked).error());
    response.set_pending_events(counts->pending);
    response.set_dead_letters(counts->dead);
    co_return response;
}

Task<Result<diagnostics::v1::ListCheckoutFactsResponse>> Diagnostics::ListCheckoutFacts(
    CallContext& context, const diagnostics::v1::ListCheckoutFactsRequest& request) {
    diagnostics::v1::ListCheckoutFactsResponse response;
    const int limit = request.page_size() == 0 ? kDefaultPageSize : int(request.page_size());
    auto listed = co_await module_.list_checkout_facts(context, request.after_checkout_id(), limit, response);
    if (!listed) co_return fail(std::move(listed).error());
    co_return response;
}

}  // namespace ecommerce::service
