// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/app/category_tree.h"
#include "application/search/app/find_products.h"
#include "application/search/app/hot_words.h"
#include "application/search/app/search_meters.h"
#include "application/search/storage/history_store.h"

#include "search/v1/search_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's SearchService. Any loop.
class SearchService final : public v1::SearchService {
public:
    struct Needs {
        const FindProducts& find;
        SearchEngine& engine;
        CategoryTree& categories;
        HotWords& hot_words;
        const HistoryStore& history;
        const runtime::Clock& clock;
        SearchMeters meters;
    };
    explicit SearchService(const Needs& needs) : parts_(needs) {}

    Task<Result<v1::SearchProductsResponse>> SearchProducts(
        CallContext& context, const v1::SearchProductsRequest& request) override;
    Task<Result<v1::SuggestResponse>> Suggest(CallContext& context,
                                              const v1::SuggestRequest& request) override;
    Task<Result<v1::ListHotWordsResponse>> ListHotWords(CallContext& context,
                                                        const v1::ListHotWordsRequest& request) override;
    Task<Result<v1::ListSearchHistoryResponse>> ListSearchHistory(
        CallContext& context, const v1::ListSearchHistoryRequest& request) override;
    Task<Result<v1::ClearSearchHistoryResponse>> ClearSearchHistory(
        CallContext& context, const v1::ClearSearchHistoryRequest& request) override;

private:
    Task<Result<Filter>> read_filter(CallContext& context, const v1::SearchProductsRequest& request) const;
    // What does not get recorded is not missed.
    Task<void> record(CallContext& context, const v1::SearchProductsRequest& request,
                      const FindProducts::Found& found) const;

    const Needs parts_;
};

}  // namespace ecommerce::search
