// SPDX-License-Identifier: Apache-2.0
// The public API in writing: /openapi.json and the page /docs.
#pragma once

#include <span>
#include <string>

#include "framework/rest/fixed_routes.h"
#include "framework/service/module.h"

namespace ecommerce::gateway {

using Services = std::span<const service::Definition* const>;

// The OpenAPI document of every route to them.
std::string openapi_json(Services services);

// Adds /openapi.json, /docs and what the page needs.
void serve_reference(rest::FixedRoutes& routes, Services services);

}  // namespace ecommerce::gateway
