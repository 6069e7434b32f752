// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/storage/change_store.h"
#include "application/search/storage/search_engine.h"

#include "search/v1/search_index_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's SearchIndexService. Stateless; any loop.
class SearchIndexService final : public v1::SearchIndexService {
public:
    SearchIndexService(const ChangeStore& changes, const SearchEngine& engine)
        : changes_(changes), engine_(engine) {}

    Task<Result<v1::StartReindexResponse>> StartReindex(CallContext& context,
                                                        const v1::StartReindexRequest& request) override;
    Task<Result<v1::GetIndexStateResponse>> GetIndexState(CallContext& context,
                                                          const v1::GetIndexStateRequest& request) override;

private:
    const ChangeStore& changes_;
    const SearchEngine& engine_;
};

}  // namespace ecommerce::search
