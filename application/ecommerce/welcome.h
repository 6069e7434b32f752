// SPDX-License-Identifier: Apache-2.0
// What serve tells the person at the terminal, and what it asks of the database before it starts.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "application/ecommerce/services.h"

namespace ecommerce::service {
class Host;
}

namespace ecommerce {

// The addresses, and the accounts of the demo data; nothing without addresses.
void welcome(const std::vector<service::Address>& addresses, std::chrono::milliseconds took);

// Throws one sentence when a service of the host cannot use its schema or that has migrations to run.
void require_migrations(const service::Host& host);

}  // namespace ecommerce
