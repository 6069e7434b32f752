// SPDX-License-Identifier: Apache-2.0
// The review service.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::review {

extern const service::Definition kDefinition;

}  // namespace ecommerce::review
