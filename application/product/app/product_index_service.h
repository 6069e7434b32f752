// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/storage/product_store.h"

#include "product/v1/product_index_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's ProductIndexService. Stateless; any loop.
class ProductIndexService final : public v1::ProductIndexService {
public:
    explicit ProductIndexService(const ProductStore& products) : products_(products) {}

    Task<Result<v1::ListIndexedIdsResponse>> ListIndexedIds(
        CallContext& context, const v1::ListIndexedIdsRequest& request) override;
    Task<Result<v1::BatchGetIndexedResponse>> BatchGetIndexed(
        CallContext& context, const v1::BatchGetIndexedRequest& request) override;

private:
    const ProductStore& products_;
};

}  // namespace ecommerce::product
