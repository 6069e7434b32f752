// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/storage/change_store.h"
#include "application/search/storage/order_store.h"
#include "application/search/storage/walk_store.h"

#include "search/v1/search_index_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's SearchIndexService. Stateless; any loop.
class SearchIndexService final : public v1::SearchIndexService {
public:
    SearchIndexService(const ChangeStore& changes, const OrderStore& orders, const WalkStore& product_walks,
                       const WalkStore& order_walks)
        : changes_(changes), orders_(orders), product_walks_(product_walks), order_walks_(order_walks) {}

    Task<Result<v1::StartReindexResponse>> StartReindex(CallContext& context,
                                                        const v1::StartReindexRequest& request) override;
    Task<Result<v1::GetIndexStateResponse>> GetIndexState(CallContext& context,
                                                          const v1::GetIndexStateRequest& request) override;

private:
    const ChangeStore& changes_;
    const OrderStore& orders_;
    const WalkStore& product_walks_;
    const WalkStore& order_walks_;
};

}  // namespace ecommerce::search
