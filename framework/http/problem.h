// SPDX-License-Identifier: Apache-2.0
// Errors as HTTP shows them: application/problem+json (RFC 9457).
#pragma once

#include <string>
#include <string_view>

#include "framework/http/response.h"
#include "framework/runtime/result.h"

namespace ecommerce::http {

inline constexpr std::string_view kProblemType = "application/problem+json";

// The status, the body and Retry-After for an error. An error that no contract declares is shown as
// the platform's (framework/call/public_error.h).
// `trace_id` is left out when empty.
Response problem(const Error& error, std::string_view trace_id = {});

// The body alone, for places where the status is sent already (an event stream).
std::string problem_json(const Error& error, std::string_view trace_id = {});

// The reply for what the protocol layer refuses, where the status is more exact than a Code.
Response problem(int status, std::string_view reason, std::string_view detail,
                 std::string_view trace_id = {});

}  // namespace ecommerce::http
