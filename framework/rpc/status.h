// SPDX-License-Identifier: Apache-2.0
// How an Error crosses gRPC whole; its codes are in framework/call/status_codes.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "framework/runtime/result.h"

namespace ecommerce::rpc {

// The bytes of a google.rpc.Status for the trailer grpc-status-details-bin: ErrorInfo with the reason, the
// domain "ecommerce" and the metadata; BadRequest with the violations; RetryInfo. Standard clients take
// 8 KiB of metadata, so violations and metadata beyond about 4 KiB are left out.
std::string to_status_bytes(const Error& error);
// Nothing when the bytes are not a google.rpc.Status with an ErrorInfo of ours.
std::optional<Error> from_status_bytes(std::string_view bytes);

}  // namespace ecommerce::rpc
