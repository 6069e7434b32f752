// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/welcome.h"

#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "framework/postgres/migrations.h"
#include "framework/service/host.h"
#include "framework/service/platform_migrations.h"
#include "framework/service/running_service.h"

namespace ecommerce {

void welcome(const std::vector<service::Address>& addresses, std::chrono::milliseconds took) {
    if (addresses.empty()) return;
    std::cout << "\nEcommerce is ready after " << took.count() << " ms.\n\n";
    for (const auto& [what, url] : addresses) std::cout << fmt::format("  {:<23}{}\n", what, url);
    std::cout << "\n  Accounts of the demo data, password demo-pass-2026:\n"
              << "  customer@demo.shop   seller@demo.shop   admin@demo.shop\n\n"
              << "Ctrl-C stops it.\n"
              << std::endl;
}

void require_migrations(const service::Host& host) {
    for (const auto& service : host.services()) {
        const auto* login = service->login();
        if (!login) continue;
        auto state = postgres::migration_state({.source = login->source, .schema = login->account.schema},
                                               service::own_migrations(service->definition()));
        if (!state) {
            throw std::runtime_error("The service " + service->name() + " cannot use its schema. " +
                                     state.error().message());
        }
        if (state->dirty) {
            throw std::runtime_error("Migration " + std::to_string(state->version) + " of the service " +
                                     service->name() +
                                     " stopped half-way. Mend the schema, then run `ecommerce migrate up`.");
        }
        if (!state->pending.empty()) {
            throw std::runtime_error(
                "The database is behind this program. Run `ecommerce migrate up` first.");
        }
    }
}

}  // namespace ecommerce
