// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/word_store.h"

#include <algorithm>

#include "application/search/domain/han.h"
#include "framework/postgres/like.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr std::int64_t kLookedAtMax = 5'000;

constexpr Write kAdd{R"sql(
    INSERT INTO words (kind, subject_id, word, text, pinyin, initials, trigrams, documents)
    SELECT n.kind, n.subject_id, n.word, n.text, n.pinyin, n.initials, STRING_TO_ARRAY(n.trigrams, CHR(10)),
           n.documents
    FROM UNNEST($1::TEXT[], $2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::TEXT[], $8::BIGINT[])
        AS n (kind, subject_id, word, text, pinyin, initials, trigrams, documents)
    ORDER BY n.kind, n.subject_id, n.text
    ON CONFLICT (kind, subject_id, text) DO UPDATE
    SET documents = words.documents + EXCLUDED.documents
)sql"};

constexpr Write kForget{R"sql(
    DELETE FROM words AS w
    USING UNNEST($1::TEXT[], $2::BIGINT[], $3::TEXT[]) AS n (kind, subject_id, text)
    WHERE w.kind = n.kind AND w.subject_id = n.subject_id AND w.text = n.text AND w.documents <= 0
)sql"};

// A category has a row in each of its languages, a word one for each of its kinds. Of each index no more than $3 are
// looked at, however large the dictionary is.
constexpr Read kBeginning{Plan::each_time, R"sql(
    SELECT DISTINCT few.kind, few.subject_id, few.text, few.documents
    FROM (
        (SELECT kind, subject_id, text, documents FROM words WHERE word LIKE $1 LIMIT $3)
        UNION ALL
        (SELECT kind, subject_id, text, documents FROM words WHERE pinyin <> '' AND pinyin LIKE $1 LIMIT $3)
        UNION ALL
        (SELECT kind, subject_id, text, documents FROM words WHERE initials <> '' AND initials LIKE $1 LIMIT $3)
    ) AS few
    ORDER BY few.documents DESC, few.text
    LIMIT $2
)sql"};

// As many as $3 share letters with it and are looked at.
constexpr Read kSpelt{Plan::each_time, R"sql(
    SELECT kind, subject_id, text, documents
    FROM (SELECT kind, subject_id, text, documents, trigrams FROM words WHERE trigrams && $1::TEXT[] LIMIT $3) AS few
    ORDER BY CARDINALITY(ARRAY(SELECT UNNEST(trigrams) INTERSECT SELECT UNNEST($1::TEXT[]))) DESC, documents DESC, text
    LIMIT $2
)sql"};

constexpr Read kReadAs{Plan::each_time, R"sql(
    SELECT kind, subject_id, text, documents
    FROM words
    WHERE pinyin = $1 AND pinyin <> ''
    ORDER BY documents DESC, text
    LIMIT $2
)sql"};

struct NewWord {
    WordKind kind;
    std::int64_t subject_id;
    std::string word;
    std::string text;
    std::string pinyin;
    std::string initials;
    std::string trigrams;
    std::int64_t documents;
};

NewWord new_word(const Word& word, std::int64_t documents) {
    const auto key = key_of(word.text);
    const auto points = text::code_points(key);
    std::string trigrams;
    for (const auto& trigram : trigrams_of(key)) {
        if (!trigrams.empty()) trigrams += '\n';
        trigrams += trigram;
    }
    return {.kind = word.kind,
            .subject_id = word.subject_id,
            .word = key,
            .text = word.text,
            .pinyin = pinyin_of(points),
            .initials = initials_of(points),
            .trigrams = std::move(trigrams),
            .documents = documents};
}

}  // namespace

void WordStore::add(postgres::Transaction& tx, const WordChanges& changes) const {
    std::vector<NewWord> words;
    for (const auto& [word, documents] : changes) {
        if (documents != 0) words.push_back(new_word(word, documents));
    }
    if (words.empty()) return;
    const auto kind = [](const NewWord& word) { return name_of(word.kind); };
    tx.queue(kAdd, postgres::columns(words, kind, &NewWord::subject_id, &NewWord::word, &NewWord::text,
                                     &NewWord::pinyin, &NewWord::initials, &NewWord::trigrams,
                                     &NewWord::documents));
    std::erase_if(words, [](const NewWord& word) { return word.documents > 0; });
    if (!words.empty())
        tx.queue(kForget, postgres::columns(words, kind, &NewWord::subject_id, &NewWord::text));
}

WordStore::Completions WordStore::beginning(CallContext& context, std::string_view key,
                                            std::int64_t limit) const {
    const auto rows =
        co_await ok(database_.query(context, kBeginning, postgres::begins_with(key), limit, kLookedAtMax));
    co_return rows.to<Completion>();
}

WordStore::Completions WordStore::alike(CallContext& context, std::string_view key,
                                        std::int64_t limit) const {
    const auto pinyin = pinyin_of(text::code_points(key));
    auto found = co_await ok(pinyin.empty() ? spelt(context, key, limit) : read_as(context, pinyin, limit));
    co_return found;
}

WordStore::Completions WordStore::spelt(CallContext& context, std::string_view key,
                                        std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kSpelt, trigrams_of(key), limit, kLookedAtMax));
    co_return rows.to<Completion>();
}

WordStore::Completions WordStore::read_as(CallContext& context, std::string_view pinyin,
                                          std::int64_t limit) const {
    const auto rows = co_await ok(database_.query(context, kReadAs, pinyin, limit));
    co_return rows.to<Completion>();
}

}  // namespace ecommerce::search
