// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/close_charge.h"

namespace ecommerce::payment {

Task<Result<void>> CloseCharge::operator()(CallContext& context, std::string_view charge_id) const {
    const auto name = co_await ok(reader_.provider_of_charge(context, charge_id));
    auto* provider = methods_.find_provider(name);
    // A provider that is gone takes no money.
    if (!provider) co_return {};
    co_return co_await provider->close_charge(context, charge_id);
}

}  // namespace ecommerce::payment
