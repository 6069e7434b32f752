// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/product_writer.h"
#include "application/product/storage/product_lists.h"

#include "product/v1/product_admin_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's ProductAdminService. Any loop.
class ProductAdminService final : public v1::ProductAdminService {
public:
    ProductAdminService(ProductStore& products, ProductLists& lists, ProductWriter& writer)
        : products_(products), lists_(lists), writer_(writer) {}

    Task<Result<v1::ListProductsForAuditResponse>> ListProductsForAudit(
        CallContext& context, const v1::ListProductsForAuditRequest& request) override;
    Task<Result<v1::GetProductForAuditResponse>> GetProductForAudit(
        CallContext& context, const v1::GetProductForAuditRequest& request) override;
    Task<Result<v1::AuditProductResponse>> AuditProduct(CallContext& context,
                                                        const v1::AuditProductRequest& request) override;
    Task<Result<v1::TakeDownProductResponse>> TakeDownProduct(
        CallContext& context, const v1::TakeDownProductRequest& request) override;
    Task<Result<v1::CountCategoryProductsResponse>> CountCategoryProducts(
        CallContext& context, const v1::CountCategoryProductsRequest& request) override;
    Task<Result<v1::MoveCategoryProductsResponse>> MoveCategoryProducts(
        CallContext& context, const v1::MoveCategoryProductsRequest& request) override;

private:
    ProductStore& products_;
    ProductLists& lists_;
    ProductWriter& writer_;
};

}  // namespace ecommerce::product
