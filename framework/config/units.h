// SPDX-License-Identifier: Apache-2.0
// How values are written in configuration: "15m", "64MiB", "yes". Internal to framework/config.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::config {

// Whole numbers with units, largest first where there are several: "250ms", "15m", "1h30m", "7d", "0".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
std::string format_duration(std::chrono::milliseconds duration);

// Bytes: "4096", "64KiB", "10MB".
std::optional<std::int64_t> parse_size(std::string_view text);
std::string format_size(std::int64_t bytes);

std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_number(std::string_view text);
std::optional<bool> parse_bool(std::string_view text);  // true/false, yes/no, on/off

// 64 hex digits to 32 bytes.
std::optional<std::string> parse_key(std::string_view text);

}  // namespace ecommerce::config
