// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_engine.h"

#include "application/search/storage/memory_search.h"

namespace ecommerce::search {

namespace {

// In a smaller index nothing takes longer than going to another thread and back is worth.
constexpr std::size_t kOnLoopMax = 3'000;  // documents
constexpr std::size_t kWaitingMax = 1'000;

template <typename Work, typename T = std::invoke_result_t<Work&>>
Task<Result<T>> run(runtime::WorkerPool& readers, const MemorySnapshot& snapshot, Work work) {
    if (snapshot.documents <= kOnLoopMax) co_return work();
    co_return co_await readers.run(std::move(work));
}

}  // namespace

MemoryEngine::MemoryEngine(postgres::Database& database, runtime::Loops& loops, std::int64_t page)
    : tables_(database), follower_(database, loops, page), readers_(loops.size(), kWaitingMax) {}

Task<Result<void>> MemoryEngine::apply(CallContext& context, const std::vector<Change>& changes) {
    co_await ok(tables_.apply(context, changes));
    co_return co_await follower_.catch_up(context);
}

Task<Result<Hits>> MemoryEngine::search(CallContext& context, const SearchRequest& request) {
    const auto snapshot = follower_.snapshot();
    if (!snapshot) co_return co_await tables_.search(context, request);
    auto work = [&] { return find(*snapshot, request); };
    auto found = co_await ok(run(readers_, *snapshot, std::move(work)));
    co_return found;
}

Task<Result<Counts>> MemoryEngine::count(CallContext& context, const SearchRequest& request, bool facets) {
    const auto snapshot = follower_.snapshot();
    if (!snapshot) co_return co_await tables_.count(context, request, facets);
    auto work = [&] { return facets ? count_facets(*snapshot, request) : search::count(*snapshot, request); };
    co_return co_await run(readers_, *snapshot, std::move(work));
}

Task<Result<std::vector<Completion>>> MemoryEngine::complete(CallContext& context, std::string_view key,
                                                             std::int64_t limit) {
    const auto snapshot = follower_.snapshot();
    if (!snapshot) co_return co_await tables_.complete(context, key, limit);
    auto work = [&] { return snapshot->lexicon->complete(key, limit); };
    co_return co_await run(readers_, *snapshot, std::move(work));
}

Task<Result<std::vector<NamedProduct>>> MemoryEngine::complete_names(CallContext& context,
                                                                     std::string_view key,
                                                                     std::int64_t limit) {
    const auto snapshot = follower_.snapshot();
    if (!snapshot) co_return co_await tables_.complete_names(context, key, limit);
    auto work = [&] { return find_names(*snapshot, key, limit); };
    co_return co_await run(readers_, *snapshot, std::move(work));
}

Task<Result<std::vector<Completion>>> MemoryEngine::alike(CallContext& context, std::string_view key,
                                                          std::int64_t limit) {
    const auto snapshot = follower_.snapshot();
    if (!snapshot) co_return co_await tables_.alike(context, key, limit);
    auto work = [&] { return snapshot->lexicon->alike(key, limit); };
    co_return co_await run(readers_, *snapshot, std::move(work));
}

}  // namespace ecommerce::search
