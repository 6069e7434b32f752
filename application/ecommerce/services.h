// SPDX-License-Identifier: Apache-2.0
// Every service of the platform. Adding one is a line here, one in the port table and one among the
// gateway's routes.
#pragma once

#include <string_view>
#include <vector>

#include "framework/service/module.h"

namespace ecommerce {

const std::vector<const service::Definition*>& all_services();
// Null for a name that is no service's.
const service::Definition* find_service(std::string_view name);

}  // namespace ecommerce
