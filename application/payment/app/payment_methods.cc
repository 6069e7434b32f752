// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_methods.h"

#include <algorithm>

namespace ecommerce::payment {

const PaymentMethod* PaymentMethods::find(std::string_view code) const {
    const auto found = std::ranges::find(methods_, code, &PaymentMethod::code);
    return found == methods_.end() ? nullptr : &*found;
}

Provider* PaymentMethods::find_provider(std::string_view name) const {
    const auto found = std::ranges::find(methods_, name,
                                         [](const PaymentMethod& method) { return method.provider->name(); });
    return found == methods_.end() ? nullptr : found->provider;
}

}  // namespace ecommerce::payment
