// SPDX-License-Identifier: Apache-2.0
// The public API in writing: /openapi.json and the page /docs.
#pragma once

#include <string>

#include "framework/http/routes.h"

namespace ecommerce::gateway {

// The OpenAPI document of every route.
const std::string& openapi_json();

// Adds /openapi.json, /docs and what the page needs.
void serve_reference(http::Routes& routes);

}  // namespace ecommerce::gateway
