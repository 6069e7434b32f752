// SPDX-License-Identifier: Apache-2.0
// The engine in the service's own tables.
#pragma once

#include "application/search/storage/document_search.h"
#include "application/search/storage/document_store.h"
#include "application/search/storage/word_store.h"

namespace ecommerce::search {

class PostgresEngine final : public SearchEngine {
public:
    explicit PostgresEngine(postgres::Database& database)
        : database_(database), words_(database), documents_(words_), search_(database) {}

    Task<Result<void>> apply(CallContext& context, const std::vector<Change>& changes) override;
    Task<Result<Hits>> search(CallContext& context, const SearchRequest& request) override {
        return search_.search(context, request);
    }
    Task<Result<Counts>> count(CallContext& context, const SearchRequest& request, bool facets) override {
        return search_.count(context, request, facets);
    }
    Task<Result<std::vector<Completion>>> complete(CallContext& context, std::string_view key,
                                                   std::int64_t limit) override {
        return words_.beginning(context, key, limit);
    }
    Task<Result<std::vector<NamedProduct>>> complete_names(CallContext& context, std::string_view key,
                                                           std::int64_t limit) override {
        return search_.names(context, key, limit);
    }
    Task<Result<std::vector<Completion>>> alike(CallContext& context, std::string_view key,
                                                std::int64_t limit) override {
        return words_.alike(context, key, limit);
    }

private:
    postgres::Database& database_;
    WordStore words_;
    DocumentStore documents_;
    DocumentSearch search_;
};

}  // namespace ecommerce::search
