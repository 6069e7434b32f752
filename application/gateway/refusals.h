// SPDX-License-Identifier: Apache-2.0
// What the gateway answers instead of a service.
#pragma once

#include "framework/http/response.h"
#include "framework/rest/exchange.h"
#include "framework/runtime/result.h"

namespace ecommerce::gateway {

// A problem that nobody may keep.
http::Response refusal(const rest::Exchange& exchange, const Error& error);
// There is more to do than can be done.
Error overload();
// The same as a reply, made once: where it is sent most there is no time.
http::Response overload_refusal();

}  // namespace ecommerce::gateway
