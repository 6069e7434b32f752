// SPDX-License-Identifier: Apache-2.0
// The tables that the framework's parts keep in every service's schema: idempotency_keys, outbox, inbox,
// dead_letters. Versioned in the table postgres::kPlatformVersionTable; run before the service's own.
#pragma once

#include <span>

#include "framework/postgres/migrations.h"
#include "framework/service/module.h"

namespace ecommerce::service {

std::span<const postgres::Migration> platform_migrations();

// Those of the service's own tables.
std::span<const postgres::Migration> own_migrations(const Definition& definition);

}  // namespace ecommerce::service
