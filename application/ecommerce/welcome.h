// SPDX-License-Identifier: Apache-2.0
// What serve tells the person at the terminal, and what it asks of the database before it starts.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/service/module.h"

namespace ecommerce {

// Addresses and, when the demo data is there, its accounts.
void welcome(std::uint16_t gateway_port, bool pages, std::chrono::milliseconds took);

// Throws one sentence when the database cannot be reached or has migrations to run.
void require_migrations(const std::string& source, const std::vector<const service::Definition*>& services);

}  // namespace ecommerce
