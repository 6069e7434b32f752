// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/dictionary_cache.h"

namespace ecommerce::review {

Task<Result<DictionaryCache::Copy>> DictionaryCache::get(CallContext& context) {
    return copies_.get({}, context.deadline, [this, &context] { return load(context); });
}

Task<Result<DictionaryCache::Copy>> DictionaryCache::load(CallContext& context) {
    auto words = co_await ok(store_.words(context));
    auto rules = co_await ok(store_.rules(context));
    co_return std::make_shared<const Dictionary>(std::move(words), std::move(rules));
}

}  // namespace ecommerce::review
