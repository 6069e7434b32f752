// SPDX-License-Identifier: Apache-2.0
#include "application/category/storage/category_store.h"

#include <optional>
#include <string>

#include "framework/postgres/row_structs.h"

namespace ecommerce::category {

namespace {

using postgres::Lane;
using postgres::Read;
using postgres::Write;

constexpr Read kList{Lane::lists, R"sql(
    SELECT id, parent_id, name, name_en, COALESCE(picture::TEXT, '') AS picture_json,
           attributes::TEXT AS attributes_json, sort_order
    FROM categories
    ORDER BY id
    LIMIT 10000
)sql"};

// The rows are locked first and read by the next statement, which then sees what those committed that it
// waited for: one that locked and read at once would miss their new rows.
constexpr Write kLock{R"sql(
    SELECT id FROM categories ORDER BY id FOR UPDATE
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO categories (parent_id, name, name_en, picture, sort_order, attributes, created_at, updated_at)
    VALUES ($1, $2, $3, $4::JSONB, $5, $6::JSONB, $7, $7)
    RETURNING id
)sql"};

constexpr Write kUpdate{R"sql(
    UPDATE categories
    SET parent_id = $2, name = $3, name_en = $4, picture = $5::JSONB, sort_order = $6, attributes = $7::JSONB,
        updated_at = $8
    WHERE id = $1
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM categories WHERE id = $1
)sql"};

std::optional<std::string> picture(const Node& node) {
    if (node.picture_json.empty()) return std::nullopt;
    return node.picture_json;
}

}  // namespace

Task<Result<std::vector<Node>>> CategoryStore::list(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kList));
    co_return rows.to<Node>();
}

Task<Result<std::vector<Node>>> CategoryStore::lock(postgres::Transaction& tx) const {
    tx.queue(kLock);
    const auto rows = co_await ok(tx.query(kList));
    co_return rows.to<Node>();
}

Task<Result<std::int64_t>> CategoryStore::insert(postgres::Transaction& tx, const Node& node,
                                                 Timestamp now) const {
    const auto rows = co_await ok(tx.query(kInsert, node.parent_id, node.name, node.name_en, picture(node),
                                           node.sort_order, node.attributes_json, now));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<void>> CategoryStore::update(postgres::Transaction& tx, const Node& node, Timestamp now) const {
    co_await ok(tx.query(kUpdate, node.id, node.parent_id, node.name, node.name_en, picture(node),
                         node.sort_order, node.attributes_json, now));
    co_return {};
}

void CategoryStore::remove(postgres::Transaction& tx, std::int64_t id) const {
    tx.queue(kRemove, id);
}

}  // namespace ecommerce::category
