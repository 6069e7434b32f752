// SPDX-License-Identifier: Apache-2.0
// The payment service: one payment for each checkout, and the providers that move the money.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::payment {

extern const service::Definition kDefinition;

}  // namespace ecommerce::payment
