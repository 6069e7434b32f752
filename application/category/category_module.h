// SPDX-License-Identifier: Apache-2.0
// The category service: the tree that products hang on.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::category {

extern const service::Definition kDefinition;

}  // namespace ecommerce::category
