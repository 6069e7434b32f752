// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/product_writer.h"
#include "application/product/storage/product_lists.h"

#include "product/v1/shop_product_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's ShopProductService: sellers and their own shop's products. Any loop.
class ShopProductService final : public v1::ShopProductService {
public:
    ShopProductService(ProductLists& lists, ProductWriter& writer) : lists_(lists), writer_(writer) {}

    Task<Result<v1::CreateProductResponse>> CreateProduct(CallContext& context,
                                                          const v1::CreateProductRequest& request) override;
    Task<Result<v1::UpdateProductResponse>> UpdateProduct(CallContext& context,
                                                          const v1::UpdateProductRequest& request) override;
    Task<Result<v1::DeleteProductResponse>> DeleteProduct(CallContext& context,
                                                          const v1::DeleteProductRequest& request) override;
    Task<Result<v1::SubmitProductResponse>> SubmitProduct(CallContext& context,
                                                          const v1::SubmitProductRequest& request) override;
    Task<Result<v1::TakeOffShelfResponse>> TakeOffShelf(CallContext& context,
                                                        const v1::TakeOffShelfRequest& request) override;
    Task<Result<v1::PutOnShelfResponse>> PutOnShelf(CallContext& context,
                                                    const v1::PutOnShelfRequest& request) override;
    Task<Result<v1::ListMyProductsResponse>> ListMyProducts(
        CallContext& context, const v1::ListMyProductsRequest& request) override;
    Task<Result<v1::GetMyProductResponse>> GetMyProduct(CallContext& context,
                                                        const v1::GetMyProductRequest& request) override;

private:
    ProductLists& lists_;
    ProductWriter& writer_;
};

}  // namespace ecommerce::product
