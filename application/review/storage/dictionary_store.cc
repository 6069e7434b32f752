// SPDX-License-Identifier: Apache-2.0
#include "application/review/storage/dictionary_store.h"

#include "framework/postgres/row_structs.h"
#include "framework/text/bare.h"

namespace ecommerce::review {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Read kWords{R"sql(
    SELECT id, word, bare FROM blocked_words ORDER BY bare
)sql"};

constexpr Read kRules{R"sql(
    SELECT id, name, phrases FROM tag_rules ORDER BY id
)sql"};

constexpr Read kCountWords{postgres::Lane::lists, R"sql(
    SELECT COUNT(*) FROM blocked_words
)sql"};

constexpr Write kAddWord{R"sql(
    INSERT INTO blocked_words (word, bare) VALUES ($1, $2) ON CONFLICT (bare) DO NOTHING RETURNING id
)sql"};

constexpr Write kRemoveWord{R"sql(
    DELETE FROM blocked_words WHERE id = $1 RETURNING id
)sql"};

constexpr Read kCountRules{postgres::Lane::lists, R"sql(
    SELECT COUNT(*) FROM tag_rules
)sql"};

constexpr Write kAddRule{R"sql(
    INSERT INTO tag_rules (name, bare, phrases) VALUES ($1, $2, $3) ON CONFLICT (bare) DO NOTHING RETURNING id
)sql"};

constexpr Write kRemoveRule{R"sql(
    DELETE FROM tag_rules WHERE id = $1 RETURNING id
)sql"};

// Those who add to one of the tables follow each other.
constexpr Write kTakeTurn{R"sql(
    SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED($1, 0))
)sql"};

}  // namespace

Task<Result<std::vector<Word>>> DictionaryStore::words(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kWords));
    co_return rows.to<Word>();
}

Task<Result<std::vector<TagRule>>> DictionaryStore::rules(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kRules));
    co_return rows.to<TagRule>();
}

Task<Result<DictionaryStore::Outcome>> DictionaryStore::add_word(postgres::Transaction& tx,
                                                                 const Word& word) const {
    tx.queue(kTakeTurn, "words");
    const auto count = co_await ok(tx.query(kCountWords));
    if (count.front().to<std::int64_t>() >= std::int64_t(kWordsMax))
        co_return Outcome{.added = Added::too_many};
    const auto rows = co_await ok(tx.query(kAddWord, word.word, word.bare));
    const auto id = rows.first<std::int64_t>();
    co_return Outcome{.added = id ? Added::yes : Added::exists, .id = id.value_or(0)};
}

Task<Result<DictionaryStore::Outcome>> DictionaryStore::add_rule(postgres::Transaction& tx,
                                                                 const TagRule& rule) const {
    tx.queue(kTakeTurn, "tags");
    const auto count = co_await ok(tx.query(kCountRules));
    if (count.front().to<std::int64_t>() >= std::int64_t(kTagsMax))
        co_return Outcome{.added = Added::too_many};
    const auto rows = co_await ok(tx.query(kAddRule, rule.name, text::bare(rule.name), rule.phrases));
    const auto id = rows.first<std::int64_t>();
    co_return Outcome{.added = id ? Added::yes : Added::exists, .id = id.value_or(0)};
}

Task<Result<bool>> DictionaryStore::remove_word(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kRemoveWord, id));
    co_return !rows.empty();
}

Task<Result<bool>> DictionaryStore::remove_rule(CallContext& context, std::int64_t id) const {
    const auto rows = co_await ok(database_.query(context, kRemoveRule, id));
    co_return !rows.empty();
}

}  // namespace ecommerce::review
