// SPDX-License-Identifier: Apache-2.0
// The tables of words and of tags.
#pragma once

#include "application/review/domain/dictionary.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

// Stateless; any loop.
class DictionaryStore {
public:
    explicit DictionaryStore(postgres::Database& database) : database_(database) {}

    Task<Result<std::vector<Word>>> words(CallContext& context) const;
    Task<Result<std::vector<TagRule>>> rules(CallContext& context) const;

    enum class Added : std::uint8_t { yes, exists, too_many };
    struct Outcome {
        Added added = Added::yes;
        std::int64_t id = 0;
    };
    // In a transaction; those who add wait for each other, so that no limit is passed.
    Task<Result<Outcome>> add_word(postgres::Transaction& tx, const Word& word) const;
    Task<Result<Outcome>> add_rule(postgres::Transaction& tx, const TagRule& rule) const;
    // False when there is none.
    Task<Result<bool>> remove_word(CallContext& context, std::int64_t id) const;
    Task<Result<bool>> remove_rule(CallContext& context, std::int64_t id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::review
