// SPDX-License-Identifier: Apache-2.0
#include "framework/service/apis.h"

#include "diagnostics/v1/diagnostics_service.rpc.h"
#include "events/v1/events_service.rpc.h"

namespace ecommerce::service {

std::vector<Api> shared_apis(const Definition& definition) {
    if (definition.needs.has(Need::edge)) return {};
    std::vector<Api> apis{diagnostics::v1::DiagnosticsService::methods};
    if (definition.needs.has(Need::events)) apis.push_back(events::v1::EventsService::methods);
    return apis;
}

}  // namespace ecommerce::service
