// SPDX-License-Identifier: Apache-2.0
// Dates as HTTP writes them.
#pragma once

#include <ctime>
#include <string>

namespace ecommerce::http {

// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string format_http_date(std::time_t time);

}  // namespace ecommerce::http
