// SPDX-License-Identifier: Apache-2.0
// An event's payload for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ecommerce::events {

// The payload as JSON, cut to `limit` bytes between characters. Empty when this program does not know the
// type or the payload is damaged.
std::string payload_json(std::string_view type, std::string_view payload, std::size_t limit);

}  // namespace ecommerce::events
