// SPDX-License-Identifier: Apache-2.0
// What can be chosen from what was found: one statement over the table `documents`.
#pragma once

#include "application/search/storage/search_engine.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// Of the first kCountedMax that fit the request before anything is chosen; `capped` when there are more. The total is
// then only of those. Any loop.
Task<Result<Counts>> count_facets(CallContext& context, postgres::Database& database,
                                  const SearchRequest& request);

}  // namespace ecommerce::search
