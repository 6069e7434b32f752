// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/category_lookup.h"
#include "application/product/storage/product_lists.h"

#include "product/v1/product_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's ProductService: what everyone sees. Any loop.
class ProductService final : public v1::ProductService {
public:
    ProductService(ProductStore& products, ProductLists& lists, CategoryLookup& categories)
        : products_(products), lists_(lists), categories_(categories) {}

    Task<Result<v1::ListProductsResponse>> ListProducts(CallContext& context,
                                                        const v1::ListProductsRequest& request) override;
    Task<Result<v1::GetProductResponse>> GetProduct(CallContext& context,
                                                    const v1::GetProductRequest& request) override;
    Task<Result<v1::BatchGetProductsResponse>> BatchGetProducts(
        CallContext& context, const v1::BatchGetProductsRequest& request) override;
    Task<Result<v1::ListBrandsResponse>> ListBrands(CallContext& context,
                                                    const v1::ListBrandsRequest& request) override;

private:
    ProductStore& products_;
    ProductLists& lists_;
    CategoryLookup& categories_;
};

}  // namespace ecommerce::product
