// SPDX-License-Identifier: Apache-2.0
// The admin service.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::admin {

extern const service::Definition kDefinition;

}  // namespace ecommerce::admin
