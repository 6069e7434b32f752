// SPDX-License-Identifier: Apache-2.0
// Reading the table `documents`. Products of closed shops are left out.
#pragma once

#include <string_view>
#include <vector>

#include "application/search/storage/search_engine.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// Stateless; any loop.
class DocumentSearch {
public:
    explicit DocumentSearch(postgres::Database& database) : database_(database) {}

    // As SearchEngine says.
    Task<Result<Hits>> search(CallContext& context, const SearchRequest& request) const;
    Task<Result<Counts>> count(CallContext& context, const SearchRequest& request, bool facets) const;
    Task<Result<std::vector<NamedProduct>>> names(CallContext& context, std::string_view key,
                                                  std::int64_t limit) const;

private:
    Task<Result<Hits>> relevant(CallContext& context, const SearchRequest& request) const;
    Task<Result<std::vector<Hit>>> sorted(CallContext& context, const SearchRequest& request) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::search
