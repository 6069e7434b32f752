// SPDX-License-Identifier: Apache-2.0
// How a database is named, libpq's URI or key=value form, taken apart and put together again.
#pragma once

#include <map>
#include <string>

namespace ecommerce::postgres {

// libpq's keywords: host, port, dbname, user, password, sslmode, …
using Keywords = std::map<std::string, std::string>;

// Throws std::invalid_argument for what is neither form, without quoting it: it may hold a password.
Keywords parse_source(const std::string& source);

// In the key=value form.
std::string format_source(const Keywords& keywords);

}  // namespace ecommerce::postgres
