// SPDX-License-Identifier: Apache-2.0
// The checkout service: from a basket to orders that wait for their payment.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::checkout {

extern const service::Definition kDefinition;

}  // namespace ecommerce::checkout
