// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's numeric in its binary form. Internal to framework/postgres.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::postgres::detail {

// As PostgreSQL writes it: "-12.50", "NaN", "Infinity".
std::string format_numeric(std::string_view binary);

}  // namespace ecommerce::postgres::detail
