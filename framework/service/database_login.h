// SPDX-License-Identifier: Apache-2.0
// How a process comes to PostgreSQL: each service as its own role, whose password no other service's process is
// told; as the owner of the schemas only who migrates.
#pragma once

#include <string>
#include <string_view>

#include "framework/postgres/bootstrap.h"

namespace ecommerce::config {
class Configuration;
}

namespace ecommerce::service {

struct DatabaseLogin {
    std::string source;  // where and as whom, password included
    postgres::ServiceAccount account;
};

// Each declares and reads settings; Configuration::check() says later what is wrong. Throws std::invalid_argument for
// a source that is none.

// From the section `postgres.<service>`, and where that names no server, from `database`.
DatabaseLogin read_login(config::Configuration& configuration, std::string_view service);

// The owner's source, whole.
std::string read_owner(config::Configuration& configuration);

// For a process that needs neither: settings in the section `database` are known to it all the same.
void declare_database(config::Configuration& configuration);

}  // namespace ecommerce::service
