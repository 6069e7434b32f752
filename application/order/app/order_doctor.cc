// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_doctor.h"

namespace ecommerce::order {

Task<Result<void>> check_orders(const OrderChecks& checks, CallContext& context,
                                diagnostics::v1::CheckInvariantsResponse& response) {
    co_await ok(checks.run(context, response));
    auto kinds = co_await ok(checks.kinds_of_moves(context));
    for (const auto& kind : kinds) {
        const auto& [from, to, actor] = kind;
        const bool legal = from ? kLife.allows(*from, to, actor) : to == State::pending_payment;
        if (legal) continue;
        auto& violation = *response.add_violations();
        violation.set_invariant("every move is in the table of legal moves");
        violation.set_detail(std::string(from ? name_of(*from) : "nothing") + " to " +
                             std::string(name_of(to)) + " by " + std::string(name_of(actor)));
    }
    co_return {};
}

}  // namespace ecommerce::order
