// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/services.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "application/ports.h"

namespace ecommerce {

Services services_with(service::Need need) {
    Services found;
    std::ranges::copy_if(all_services(), std::back_inserter(found),
                         [need](const auto* each) { return each->needs.has(need); });
    return found;
}

const service::Definition* find_service(std::string_view name) {
    const auto& services = all_services();
    const auto found = std::ranges::find(services, name, &service::Definition::name);
    return found == services.end() ? nullptr : *found;
}

service::Ports ports_of(const service::Definition& service) {
    const auto row = std::ranges::find(kPortTable, service.name, &ServicePorts::service);
    if (row != kPortTable.end()) return {.http = row->http, .grpc = row->grpc};
    if (service.ports.http != 0) return service.ports;
    throw std::logic_error("The service " + std::string(service.name) + " has no ports.");
}

}  // namespace ecommerce
