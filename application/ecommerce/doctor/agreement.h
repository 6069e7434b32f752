// SPDX-License-Identifier: Apache-2.0
// What orders, payments and stock may say of the same checkout, once all events have arrived.
#pragma once

#include <string>
#include <vector>

#include "application/ecommerce/doctor/fact_stream.h"

namespace ecommerce::doctor {

struct Finding {
    std::string service;  // "order", or "order, payment" for a disagreement
    std::string invariant;
    std::string detail;
    bool operator==(const Finding&) const = default;
};

// What they disagree about; empty when all is well.
std::vector<Finding> disagreements(const Checkout& checkout);

}  // namespace ecommerce::doctor
