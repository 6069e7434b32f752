// SPDX-License-Identifier: Apache-2.0
// The search service.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::search {

extern const service::Definition kDefinition;

}  // namespace ecommerce::search
