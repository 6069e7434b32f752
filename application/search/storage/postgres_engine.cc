// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/postgres_engine.h"

#include "application/search/domain/han.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

Task<Result<void>> PostgresEngine::apply(CallContext& context, const std::vector<Change>& changes) {
    auto body = [&](postgres::Transaction& tx) { return documents_.apply(tx, changes); };
    co_return co_await database_.transaction(context, {.repeatable = true}, std::move(body));
}

Task<Result<std::vector<Completion>>> PostgresEngine::alike(CallContext& context, std::string_view key,
                                                            std::int64_t limit) {
    const auto points = text::code_points(key);
    const auto pinyin = pinyin_of(points);
    auto found = co_await ok(pinyin.empty() ? words_.spelt(context, key, limit)
                                            : words_.read_as(context, pinyin, limit));
    co_return found;
}

}  // namespace ecommerce::search
