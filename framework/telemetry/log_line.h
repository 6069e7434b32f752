// SPDX-License-Identifier: Apache-2.0
// How a record looks as text. Internal to framework/telemetry.
#pragma once

#include <string>
#include <string_view>

#include "framework/telemetry/log.h"

namespace ecommerce::log {

inline constexpr std::string_view kMask = "********";

std::string_view to_string(Level level);

// Whether a field of this name may hold a secret: "password", "accessToken", "card_number", "Set-Cookie".
bool names_a_secret(std::string_view key);

// Both end with a line feed and hold no other, whatever is in the record. Text that is not UTF-8 shows as
// U+FFFD, long text is cut.
std::string json_line(const Record& record);
std::string human_line(const Record& record, bool colours);

// The text with U+FFFD in place of what is not UTF-8, cut after 8 KiB.
std::string valid_utf8(std::string_view text);

// Appends JSON text with its quotes. Cut after 8 KiB.
void append_json_text(std::string& line, std::string_view text);

}  // namespace ecommerce::log
