// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/postgres_engine.h"

namespace ecommerce::search {

Task<Result<void>> PostgresEngine::apply(CallContext& context, const std::vector<Change>& changes) {
    auto body = [&](postgres::Transaction& tx) { return documents_.apply(tx, changes); };
    co_return co_await database_.transaction(context, {.repeatable = true}, std::move(body));
}

}  // namespace ecommerce::search
