// SPDX-License-Identifier: Apache-2.0
// The user service: accounts, address books, bank cards and shops.
#pragma once

#include "framework/service/module.h"

namespace ecommerce::user {

extern const service::Definition kDefinition;

}  // namespace ecommerce::user
