// SPDX-License-Identifier: Apache-2.0
// The dictionary: the table `words`.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "application/search/storage/search_engine.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// How many more products have a word, or fewer.
using WordChanges = std::map<Word, std::int64_t>;

// Stateless; any loop.
class WordStore {
public:
    explicit WordStore(postgres::Database& database) : database_(database) {}

    // Queued. Words that no product has any more are deleted.
    void add(postgres::Transaction& tx, const WordChanges& changes) const;

    using Completions = Task<Result<std::vector<Completion>>>;
    Completions beginning(CallContext& context, std::string_view key, std::int64_t limit) const;
    // As SearchEngine says.
    Completions alike(CallContext& context, std::string_view key, std::int64_t limit) const;

private:
    // Spelt with the same letters three by three, those that share most first.
    Completions spelt(CallContext& context, std::string_view key, std::int64_t limit) const;
    // Of the same pinyin.
    Completions read_as(CallContext& context, std::string_view pinyin, std::int64_t limit) const;

    postgres::Database& database_;
};

}  // namespace ecommerce::search
