// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/region_service.h"

namespace ecommerce::user {

Task<Result<v1::ListRegionsResponse>> RegionService::ListRegions(CallContext&,
                                                                 const v1::ListRegionsRequest& request) {
    v1::ListRegionsResponse response;
    for (const auto& region : regions_.below(request.parent_code())) {
        auto& out = *response.add_regions();
        out.set_code(std::string(region.code));
        out.set_name(std::string(region.name));
        out.set_name_en(std::string(region.name_en));
        out.set_level(v1::RegionLevel(region.level));
        out.set_has_children(region.has_children);
    }
    co_return response;
}

}  // namespace ecommerce::user
