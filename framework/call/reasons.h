// SPDX-License-Identifier: Apache-2.0
// The reasons that the platform itself gives; each is a value of api/common/v1/error_reason.proto.
#pragma once

#include <string_view>

namespace ecommerce::reason {

inline constexpr std::string_view kMalformedRequest = "MALFORMED_REQUEST";
inline constexpr std::string_view kInvalidField = "INVALID_FIELD";
inline constexpr std::string_view kTokenMissing = "TOKEN_MISSING";
inline constexpr std::string_view kRoleRequired = "ROLE_REQUIRED";
inline constexpr std::string_view kNotFound = "NOT_FOUND";
inline constexpr std::string_view kNoSuchRoute = "NO_SUCH_ROUTE";
inline constexpr std::string_view kMethodNotAllowed = "METHOD_NOT_ALLOWED";
inline constexpr std::string_view kUnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
inline constexpr std::string_view kEtagMismatch = "ETAG_MISMATCH";
inline constexpr std::string_view kBodyTooLarge = "BODY_TOO_LARGE";
inline constexpr std::string_view kIdempotencyKeyRequired = "IDEMPOTENCY_KEY_REQUIRED";
inline constexpr std::string_view kIdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
inline constexpr std::string_view kIdempotencyKeyInProgress = "IDEMPOTENCY_KEY_IN_PROGRESS";
inline constexpr std::string_view kRateLimited = "RATE_LIMITED";
inline constexpr std::string_view kUnavailable = "UNAVAILABLE";
inline constexpr std::string_view kDeadlineExceeded = "DEADLINE_EXCEEDED";
inline constexpr std::string_view kInternal = "INTERNAL";

}  // namespace ecommerce::reason
