// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/freight_templates.h"

#include "product/v1/freight_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's ShopFreightService: sellers and their own shop's templates. Any loop.
class ShopFreightService final : public v1::ShopFreightService {
public:
    ShopFreightService(const FreightStore& store, const FreightTemplates& templates)
        : store_(store), templates_(templates) {}

    Task<Result<v1::ListFreightTemplatesResponse>> ListFreightTemplates(
        CallContext& context, const v1::ListFreightTemplatesRequest& request) override;
    Task<Result<v1::GetFreightTemplateResponse>> GetFreightTemplate(
        CallContext& context, const v1::GetFreightTemplateRequest& request) override;
    Task<Result<v1::CreateFreightTemplateResponse>> CreateFreightTemplate(
        CallContext& context, const v1::CreateFreightTemplateRequest& request) override;
    Task<Result<v1::UpdateFreightTemplateResponse>> UpdateFreightTemplate(
        CallContext& context, const v1::UpdateFreightTemplateRequest& request) override;
    Task<Result<v1::DeleteFreightTemplateResponse>> DeleteFreightTemplate(
        CallContext& context, const v1::DeleteFreightTemplateRequest& request) override;

private:
    const FreightStore& store_;
    const FreightTemplates& templates_;
};

}  // namespace ecommerce::product
