// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/freight_templates.h"

#include "product/v1/freight_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's FreightAdminService: the platform's template. Any loop.
class FreightAdminService final : public v1::FreightAdminService {
public:
    FreightAdminService(const FreightStore& store, const FreightTemplates& templates)
        : store_(store), templates_(templates) {}

    Task<Result<v1::GetPlatformFreightResponse>> GetPlatformFreight(
        CallContext& context, const v1::GetPlatformFreightRequest& request) override;
    Task<Result<v1::SetPlatformFreightResponse>> SetPlatformFreight(
        CallContext& context, const v1::SetPlatformFreightRequest& request) override;
    Task<Result<v1::ResetPlatformFreightResponse>> ResetPlatformFreight(
        CallContext& context, const v1::ResetPlatformFreightRequest& request) override;

private:
    const FreightStore& store_;
    const FreightTemplates& templates_;
};

}  // namespace ecommerce::product
