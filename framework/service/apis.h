// SPDX-License-Identifier: Apache-2.0
// The RPC services that a service of the platform has.
#pragma once

#include <vector>

#include "framework/service/module.h"

namespace ecommerce::service {

// Those beside its own, the same for all: diagnostics, and events where it needs them. None at the edge.
std::vector<Api> shared_apis(const Definition& definition);

}  // namespace ecommerce::service
