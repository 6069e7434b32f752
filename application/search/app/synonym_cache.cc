// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/synonym_cache.h"

namespace ecommerce::search {

Task<Result<SynonymCache::Copy>> SynonymCache::get(CallContext& context) {
    return copies_.get({}, context.deadline, [this, &context] { return load(context); });
}

Task<Result<SynonymCache::Copy>> SynonymCache::load(CallContext& context) {
    std::vector<std::vector<std::string>> groups;
    for (auto& row : co_await ok(store_.list(context))) groups.push_back(std::move(row.words));
    co_return std::make_shared<const Synonyms>(groups);
}

}  // namespace ecommerce::search
