// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_doctor.h"

namespace ecommerce::cart {

Task<Result<void>> check_carts(const CartParts& parts, Timestamp now, CallContext& context,
                               diagnostics::v1::CheckInvariantsResponse& response) {
    const auto orphans = co_await ok(parts.carts.count_orphans(context));
    if (orphans > 0) {
        auto& violation = *response.add_violations();
        violation.set_invariant("every line has a cart");
        violation.set_detail(std::to_string(orphans) + " lines");
    }
    const auto stuck = co_await ok(parts.taken_store.unsettled(context, now - std::chrono::hours(1), 1));
    for (const auto& checkout : stuck) {
        auto& violation = *response.add_violations();
        violation.set_invariant("what a checkout took is bought or back in the cart within an hour");
        violation.set_detail("checkout " + checkout.checkout_id);
    }
    co_return {};
}

}  // namespace ecommerce::cart
