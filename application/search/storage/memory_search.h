// SPDX-License-Identifier: Apache-2.0
// Searches in the index in memory.
#pragma once

#include "application/search/storage/memory_index.h"

namespace ecommerce::search {

// As SearchEngine says, of what the snapshot has. They compute: a thousandth of a second and more in a large index.
Result<Hits> find(const MemorySnapshot& snapshot, const SearchRequest& request);
Counts count(const MemorySnapshot& snapshot, const SearchRequest& request);
Counts count_facets(const MemorySnapshot& snapshot, const SearchRequest& request);
std::vector<NamedProduct> find_names(const MemorySnapshot& snapshot, std::string_view key,
                                     std::int64_t limit);

}  // namespace ecommerce::search
