// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/synonym_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Read;
using postgres::Write;

constexpr Read kList{R"sql(
    SELECT id, words, updated_at FROM synonyms ORDER BY words[1], id
)sql"};

// Those who change the table follow each other.
constexpr Write kTakeTurn{R"sql(
    SELECT PG_ADVISORY_XACT_LOCK(HASHTEXTEXTENDED('synonyms', 0))
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO synonyms (words, updated_at) VALUES ($1, $2) RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE synonyms SET words = $2, updated_at = $3 WHERE id = $1
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM synonyms WHERE id = $1
)sql"};

}  // namespace

Task<Result<std::vector<SynonymRow>>> SynonymStore::list(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kList));
    co_return rows.to<SynonymRow>();
}

Task<Result<std::vector<SynonymRow>>> SynonymStore::lock(postgres::Transaction& tx) const {
    tx.queue(kTakeTurn);
    const auto rows = co_await ok(tx.query(kList));
    co_return rows.to<SynonymRow>();
}

Task<Result<std::int64_t>> SynonymStore::insert(postgres::Transaction& tx,
                                                const std::vector<std::string>& words, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kInsert, words, now));
    co_return rows.front().to<std::int64_t>();
}

void SynonymStore::update(postgres::Transaction& tx, const SynonymRow& group) const {
    tx.queue(kUpdate, group.id, group.words, group.updated_at);
}

Task<Result<bool>> SynonymStore::remove(CallContext& context, std::int64_t id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        tx.queue(kTakeTurn);
        const auto rows = co_await ok(tx.query(kRemove, id));
        co_return rows.affected() > 0;
    };
    co_return co_await database_.transaction(context, std::move(body));
}

}  // namespace ecommerce::search
