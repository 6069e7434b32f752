// SPDX-License-Identifier: Apache-2.0
#include "framework/service/platform_migrations.h"

#include "framework/events/events_migrations.h"
#include "framework/postgres/postgres_migrations.h"

namespace ecommerce::service {

std::span<const postgres::Migration> platform_migrations() {
    static const auto kJoined = postgres::join_migrations({postgres::migrations(), events::migrations()});
    return kJoined;
}

std::span<const postgres::Migration> own_migrations(const Definition& definition) {
    return definition.migrations ? definition.migrations() : std::span<const postgres::Migration>();
}

}  // namespace ecommerce::service
