// SPDX-License-Identifier: Apache-2.0
// The notification service.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::notification {

extern const service::Definition kDefinition;

}  // namespace ecommerce::notification
