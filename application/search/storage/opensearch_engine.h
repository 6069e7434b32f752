// SPDX-License-Identifier: Apache-2.0
// The engine in OpenSearch, or Elasticsearch, beside the service's own tables: products are found there; the dictionary,
// what is marked and what was seen of each product stay in PostgreSQL, which so knows what OpenSearch has taken.
#pragma once

#include "application/search/storage/document_store.h"
#include "application/search/storage/opensearch_index.h"
#include "application/search/storage/opensearch_query.h"
#include "application/search/storage/word_store.h"
#include "framework/runtime/loop_cache.h"

namespace ecommerce::search {

class OpenSearchEngine final : public SearchEngine {
public:
    static constexpr std::string_view kName = "opensearch";

    // All outlive it. Throws std::runtime_error when a setting cannot be used.
    OpenSearchEngine(postgres::Database& database, runtime::Loops& loops, const OpenSearchSettings& settings,
                     http::ClientObserver* observer);

    Task<Result<void>> check(CallContext& context) override;
    std::string_view name() const override { return kName; }
    Task<Result<bool>> is_whole(CallContext& context) override { return index_.is_whole(context); }
    Task<Result<bool>> prepare(CallContext& context, std::int64_t run) override {
        return index_.prepare(context, run);
    }
    Task<Result<void>> finish(CallContext& context, std::int64_t run) override {
        return index_.finish(context, run);
    }

    Task<Result<void>> apply(CallContext& context, const std::vector<Change>& changes) override;
    Task<Result<void>> refresh(CallContext& context) override;
    Task<Result<Hits>> search(CallContext& context, const SearchRequest& request) override;
    Task<Result<Counts>> count(CallContext& context, const SearchRequest& request, bool facets) override;
    Task<Result<std::vector<Completion>>> complete(CallContext& context, std::string_view key,
                                                   std::int64_t limit) override {
        return words_.beginning(context, key, limit);
    }
    Task<Result<std::vector<NamedProduct>>> complete_names(CallContext& context, std::string_view key,
                                                           std::int64_t limit) override;
    Task<Result<std::vector<Completion>>> alike(CallContext& context, std::string_view key,
                                                std::int64_t limit) override {
        return words_.alike(context, key, limit);
    }

private:
    Task<Result<Hits>> relevant(CallContext& context, const SearchRequest& request);
    Task<Result<std::vector<Hit>>> cards(CallContext& context, const std::vector<std::int64_t>& ids);
    Task<Result<json::Json>> ask(CallContext& context, std::string_view what, const json::Json& body);
    using Closed = std::shared_ptr<const ClosedShops>;
    Task<Result<Closed>> closed(CallContext& context);
    Task<Result<KeptRatings>> kept_ratings(CallContext& context, const std::vector<Change>& changes) const;

    postgres::Database& database_;
    const std::chrono::milliseconds timeout_;
    WordStore words_;
    DocumentStore documents_;
    OpenSearchClient client_;
    OpenSearchIndex index_;
    runtime::LoopCache<std::monostate, Closed> closed_;
};

}  // namespace ecommerce::search
