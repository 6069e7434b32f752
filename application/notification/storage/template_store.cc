// SPDX-License-Identifier: Apache-2.0
#include "application/notification/storage/template_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::notification {

namespace {

using postgres::joined;
using postgres::Lane;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A TemplateRow each.
constexpr Piece kRows = R"sql(
    SELECT type, channel, language, version, title, body, author_id, created_at
    FROM template_versions
)sql";

constexpr Read kLatest{Lane::lists, R"sql(
    SELECT DISTINCT ON (type, channel, language)
           type, channel, language, version, title, body, author_id, created_at
    FROM template_versions
    ORDER BY type, channel, language, version DESC
)sql"};

constexpr Read kVersions{Plan::each_time, joined<kRows, R"sql(
    WHERE type = $1 AND channel = $2 AND language = $3 AND version < $4
    ORDER BY version DESC
    LIMIT $5
)sql">};

constexpr Read kFind{joined<kRows, R"sql(
    WHERE type = $1 AND channel = $2 AND language = $3 AND version = $4
)sql">};

constexpr Write kAdd{R"sql(
    INSERT INTO template_versions (type, channel, language, version, title, body, author_id, created_at)
    SELECT $1::VARCHAR, $2::VARCHAR, $3::VARCHAR, $4::INTEGER, $5::VARCHAR, $6::VARCHAR, $7::BIGINT, $8::TIMESTAMPTZ
    WHERE $4 = 1 OR EXISTS (
        SELECT 1 FROM template_versions
        WHERE type = $1 AND channel = $2 AND language = $3 AND version = $4 - 1
    )
    ON CONFLICT DO NOTHING
)sql"};

}  // namespace

Task<Result<std::vector<TemplateRow>>> TemplateStore::latest(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kLatest));
    co_return rows.to<TemplateRow>();
}

Task<Result<std::vector<TemplateRow>>> TemplateStore::versions(CallContext& context, const WordsKey& key,
                                                               std::int64_t before, int limit) const {
    const auto rows =
        co_await ok(database_.query(context, kVersions, key.type, key.channel, key.language, before, limit));
    co_return rows.to<TemplateRow>();
}

Task<Result<std::optional<TemplateRow>>> TemplateStore::find(CallContext& context, const WordsKey& key,
                                                             std::int32_t version) const {
    const auto rows =
        co_await ok(database_.query(context, kFind, key.type, key.channel, key.language, version));
    co_return rows.first<TemplateRow>();
}

Task<Result<bool>> TemplateStore::add(CallContext& context, const TemplateRow& row) const {
    const auto rows =
        co_await ok(database_.query(context, kAdd, row.type, row.channel, row.language, row.version,
                                    row.title, row.body, row.author_id, row.created_at));
    co_return rows.affected() > 0;
}

}  // namespace ecommerce::notification
