// SPDX-License-Identifier: Apache-2.0
// The cart service: what accounts and guests mean to buy.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::cart {

extern const service::Definition kDefinition;

}  // namespace ecommerce::cart
