// SPDX-License-Identifier: Apache-2.0
// Writing the table `documents`, and the dictionary with it.
#pragma once

#include <vector>

#include "application/search/storage/search_engine.h"
#include "application/search/storage/word_store.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// Stateless; any loop.
class DocumentStore {
public:
    explicit DocumentStore(const WordStore& words) : words_(words) {}

    // Inside a transaction. What is older than what is kept changes nothing.
    Task<Result<void>> apply(postgres::Transaction& tx, const std::vector<Change>& changes) const;

private:
    const WordStore& words_;
};

}  // namespace ecommerce::search
