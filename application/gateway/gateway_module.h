// SPDX-License-Identifier: Apache-2.0
// The gateway: the one door for traffic from outside. Routes by the method tables of all services, over channels
// to those that run here or elsewhere. It keeps no business rule.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::gateway {

extern const service::Definition kDefinition;

}  // namespace ecommerce::gateway
