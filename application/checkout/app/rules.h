// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "application/checkout/domain/freight.h"
#include "framework/config/live.h"

namespace ecommerce::checkout {

// What the platform decides about checkouts; from the configuration.
struct CheckoutRules {
    FreightTerms freight;                // until the platform has a template
    std::string currency;                // the platform's own
    std::vector<std::string> countries;  // delivered to, ISO 3166-1 alpha-2
    config::Live<std::chrono::milliseconds>
        payment_window;  // orders are cancelled unless they are paid within it
    // How much longer stock stays reserved, so that a payment at the last moment finds its goods.
    config::Live<std::chrono::milliseconds> reservation_grace;
};

}  // namespace ecommerce::checkout
