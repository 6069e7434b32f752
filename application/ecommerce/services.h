// SPDX-License-Identifier: Apache-2.0
// Every service of the platform: each folder beside this one that has a <service>_module.h. Routes, ports, the
// API's document, commands and tests follow from this list.
#pragma once

#include <string_view>
#include <vector>

#include "framework/service/module.h"

namespace ecommerce {

using Services = std::vector<const service::Definition*>;

// By name. Nothing depends on the order: ports and events wait until all of a process are built.
const Services& all_services();
Services services_with(service::Need need);
// Null for a name that is no service's.
const service::Definition* find_service(std::string_view name);

// From the table of ports, or its definition for a name that is not there. Throws std::logic_error for neither.
service::Ports ports_of(const service::Definition& service);

}  // namespace ecommerce
