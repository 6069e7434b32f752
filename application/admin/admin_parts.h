// SPDX-License-Identifier: Apache-2.0
// The admin service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/admin/app/instance_service.h"
#include "application/admin/app/parameter_service.h"

namespace ecommerce::admin {

struct AdminParts {
    // Both outlive it.
    AdminParts(postgres::Database& database, const runtime::Clock& clock)
        : parameter_store(database),
          instance_store(database),
          parameters(database, parameter_store, clock),
          instances(database, instance_store, parameter_store, clock) {}

    ParameterStore parameter_store;
    InstanceStore instance_store;
    ParameterService parameters;
    InstanceService instances;
};

}  // namespace ecommerce::admin
