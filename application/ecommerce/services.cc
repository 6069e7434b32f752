// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/services.h"

#include <algorithm>

#include "application/auth/auth_module.h"
#include "application/cart/cart_module.h"
#include "application/category/category_module.h"
#include "application/checkout/checkout_module.h"
#include "application/order/order_module.h"
#include "application/payment/payment_module.h"
#include "application/product/product_module.h"
#include "application/user/user_module.h"

namespace ecommerce {

// A service comes after those whose tables its start may need; ports and events wait for all of them.
const std::vector<const service::Definition*>& all_services() {
    static const std::vector<const service::Definition*> services{
        &user::kDefinition, &auth::kDefinition,  &category::kDefinition, &product::kDefinition,
        &cart::kDefinition, &order::kDefinition, &payment::kDefinition,  &checkout::kDefinition,
    };
    return services;
}

const service::Definition* find_service(std::string_view name) {
    const auto& services = all_services();
    const auto found = std::ranges::find(services, name, &service::Definition::name);
    return found == services.end() ? nullptr : *found;
}

}  // namespace ecommerce
