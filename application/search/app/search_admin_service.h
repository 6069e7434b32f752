// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/app/synonym_cache.h"
#include "application/search/storage/history_store.h"
#include "framework/postgres/transactor.h"

#include "search/v1/search_admin_service.rpc.h"

namespace ecommerce::search {

// Implements the contract's SearchAdminService. Any loop.
class SearchAdminService final : public v1::SearchAdminService {
public:
    SearchAdminService(postgres::Transactor transact, const SynonymStore& synonyms, SynonymCache& cache,
                       const HistoryStore& history, const runtime::Clock& clock)
        : transact_(transact), synonyms_(synonyms), cache_(cache), history_(history), clock_(clock) {}

    Task<Result<v1::ListSynonymsResponse>> ListSynonyms(CallContext& context,
                                                        const v1::ListSynonymsRequest& request) override;
    Task<Result<v1::PutSynonymsResponse>> PutSynonyms(CallContext& context,
                                                      const v1::PutSynonymsRequest& request) override;
    Task<Result<v1::DeleteSynonymsResponse>> DeleteSynonyms(
        CallContext& context, const v1::DeleteSynonymsRequest& request) override;
    Task<Result<v1::ListMissedWordsResponse>> ListMissedWords(
        CallContext& context, const v1::ListMissedWordsRequest& request) override;

private:
    postgres::Transactor transact_;
    const SynonymStore& synonyms_;
    SynonymCache& cache_;
    const HistoryStore& history_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::search
