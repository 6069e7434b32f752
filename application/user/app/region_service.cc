// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/region_service.h"

#include "framework/call/reasons.h"

namespace ecommerce::user {

void RegionService::list(std::string_view parent_code, bool all_levels,
                         v1::ListRegionsResponse& response) const {
    for (const auto& region : regions_.below(parent_code)) {
        auto& out = *response.add_regions();
        out.set_code(std::string(region.code));
        out.set_name(std::string(region.name));
        out.set_name_en(std::string(region.name_en));
        out.set_level(v1::RegionLevel(region.level));
        out.set_has_children(region.has_children);
        if (all_levels) list(region.code, true, response);
    }
}

Task<Result<v1::ListRegionsResponse>> RegionService::ListRegions(CallContext&,
                                                                 const v1::ListRegionsRequest& request) {
    v1::ListRegionsResponse response;
    list(request.parent_code(), request.all_levels(), response);
    co_return response;
}

Task<Result<v1::FindRegionResponse>> RegionService::FindRegion(CallContext&,
                                                               const v1::FindRegionRequest& request) {
    v1::FindRegionResponse response;
    if (!request.region_code().empty()) {
        auto code = regions_.find_code(request.region_code());
        if (!code) {
            co_return reason::invalid_field("There is no such region.")
                .violations({{"regionCode", "must be the code of a region"}});
        }
        response.set_region_code(*std::move(code));
        co_return response;
    }
    auto place = regions_.find(request.province(), "", "");
    if (!place) {
        co_return reason::invalid_field("There is no such region.")
            .violations({{"province", "must be a province of China"}});
    }
    response.set_region_code(std::move(place->code));
    co_return response;
}

}  // namespace ecommerce::user
