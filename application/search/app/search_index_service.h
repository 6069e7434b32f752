// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/storage/change_store.h"

#include "search/v1/search_index_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's SearchIndexService. Stateless; any loop.
class SearchIndexService final : public v1::SearchIndexService {
public:
    explicit SearchIndexService(const ChangeStore& changes) : changes_(changes) {}

    Task<Result<v1::StartReindexResponse>> StartReindex(CallContext& context,
                                                        const v1::StartReindexRequest& request) override;
    Task<Result<v1::GetIndexStateResponse>> GetIndexState(CallContext& context,
                                                          const v1::GetIndexStateRequest& request) override;

private:
    const ChangeStore& changes_;
};

}  // namespace ecommerce::search
