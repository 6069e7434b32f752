// SPDX-License-Identifier: Apache-2.0
// The product service: the catalogue, its pictures and its stock.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::product {

extern const service::Definition kDefinition;

}  // namespace ecommerce::product
