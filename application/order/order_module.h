// SPDX-License-Identifier: Apache-2.0
// The order service: what was bought, from placing to receipt.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::order {

extern const service::Definition kDefinition;

}  // namespace ecommerce::order
