// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/domain/region_table.h"

#include "user/v1/region_service.rpc.h"

namespace ecommerce::user {

// Implements the contract's RegionService from the table in the program. Any loop.
class RegionService final : public v1::RegionService {
public:
    explicit RegionService(const Regions& regions) : regions_(regions) {}
    Task<Result<v1::ListRegionsResponse>> ListRegions(CallContext& context,
                                                      const v1::ListRegionsRequest& request) override;

    Task<Result<v1::FindRegionResponse>> FindRegion(CallContext& context,
                                                    const v1::FindRegionRequest& request) override;

private:
    void list(std::string_view parent_code, bool all_levels, v1::ListRegionsResponse& response) const;

    const Regions& regions_;
};

}  // namespace ecommerce::user
