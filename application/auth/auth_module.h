// SPDX-License-Identifier: Apache-2.0
// The auth service: sessions and tokens.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::auth {

extern const service::Definition kDefinition;

}  // namespace ecommerce::auth
