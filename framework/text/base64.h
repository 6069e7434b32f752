// SPDX-License-Identifier: Apache-2.0
// Bytes as base 64 (RFC 4648).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::text {

// The URL alphabet without padding, as tokens use it.
std::string to_base64url(std::string_view bytes);
// Nothing when the text is not exactly what to_base64url writes.
std::optional<std::string> from_base64url(std::string_view text);

// The standard alphabet with padding, as proto3 JSON writes it.
std::string to_base64(std::string_view bytes);
// Either alphabet, with padding or without, as proto3 JSON reads it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace ecommerce::text
