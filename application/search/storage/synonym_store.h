// SPDX-License-Identifier: Apache-2.0
// Words that stand for each other: the table `synonyms`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

struct SynonymRow {
    std::int64_t id = 0;
    std::vector<std::string> words;
    Timestamp updated_at;
};

// Stateless; any loop.
class SynonymStore {
public:
    explicit SynonymStore(postgres::Database& database) : database_(database) {}

    // In the order of their first word.
    Task<Result<std::vector<SynonymRow>>> list(CallContext& context) const;
    // The same inside a transaction, for those who change them, one after another.
    Task<Result<std::vector<SynonymRow>>> lock(postgres::Transaction& tx) const;
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, const std::vector<std::string>& words,
                                      Timestamp now) const;
    // The group was found under the lock.
    void update(postgres::Transaction& tx, const SynonymRow& group) const;
    // False when there is none.
    Task<Result<bool>> remove(CallContext& context, std::int64_t id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
