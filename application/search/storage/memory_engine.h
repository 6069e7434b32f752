// SPDX-License-Identifier: Apache-2.0
// The engine in the process's own memory. What is true stands in the service's tables, which it follows; until it has
// loaded them, PostgreSQL answers.
#pragma once

#include "application/search/storage/memory_follower.h"
#include "application/search/storage/postgres_engine.h"

namespace ecommerce::search {

class MemoryEngine final : public SearchEngine {
public:
    // Both outlive it. So many rows are read at once when it is loaded.
    MemoryEngine(postgres::Database& database, runtime::Loops& loops, std::int64_t page);

    Task<Result<void>> apply(CallContext& context, const std::vector<Change>& changes) override;
    Task<Result<void>> refresh(CallContext& context) override { return follower_.refresh(context); }
    Task<Result<void>> tidy(CallContext&) override { return follower_.merge(); }
    Task<Result<Hits>> search(CallContext& context, const SearchRequest& request) override;
    Task<Result<Counts>> count(CallContext& context, const SearchRequest& request, bool facets) override;
    Task<Result<std::vector<Completion>>> complete(CallContext& context, std::string_view key,
                                                   std::int64_t limit) override;
    Task<Result<std::vector<NamedProduct>>> complete_names(CallContext& context, std::string_view key,
                                                           std::int64_t limit) override;
    Task<Result<std::vector<Completion>>> alike(CallContext& context, std::string_view key,
                                                std::int64_t limit) override;
    std::optional<EngineFigures> figures() const override { return follower_.figures(); }

private:
    PostgresEngine tables_;
    MemoryFollower follower_;
    runtime::WorkerPool readers_;
};

}  // namespace ecommerce::search
