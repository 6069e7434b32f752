// SPDX-License-Identifier: Apache-2.0
#include "application/category/storage/category_store.h"

#include <optional>

namespace ecommerce::category {

namespace {

using postgres::Statement;

constexpr Statement kList{R"sql(
    SELECT id, parent_id, name, name_en, picture::TEXT, attributes::TEXT, sort_order
    FROM categories
    ORDER BY id
    LIMIT 10000
)sql"};

// The rows are locked first and read by the next statement, which then sees what those committed that it
// waited for: one that locked and read at once would miss their new rows.
constexpr Statement kLock{R"sql(
    SELECT id FROM categories ORDER BY id FOR UPDATE
)sql"};

constexpr Statement kInsert{R"sql(
    INSERT INTO categories (parent_id, name, name_en, picture, sort_order, attributes, created_at, updated_at)
    VALUES ($1, $2, $3, $4::JSONB, $5, $6::JSONB, $7, $7)
    RETURNING id
)sql"};

constexpr Statement kUpdate{R"sql(
    UPDATE categories
    SET parent_id = $2, name = $3, name_en = $4, picture = $5::JSONB, sort_order = $6, attributes = $7::JSONB,
        updated_at = $8
    WHERE id = $1
)sql"};

constexpr Statement kRemove{R"sql(
    DELETE FROM categories WHERE id = $1
)sql"};

Result<std::vector<Node>> read(Result<postgres::Rows> rows) {
    if (!rows) return fail(std::move(rows.error()));
    std::vector<Node> nodes;
    nodes.reserve(rows->size());
    for (const auto& row : *rows) {
        nodes.push_back({.id = row.get<std::int64_t>(0),
                         .parent_id = row.get<std::int64_t>(1),
                         .name = row.get<std::string>(2),
                         .name_en = row.get<std::string>(3),
                         .picture_json = row.get<std::optional<std::string>>(4).value_or(""),
                         .attributes_json = row.get<std::string>(5),
                         .sort_order = row.get<std::int32_t>(6)});
    }
    return nodes;
}

std::optional<std::string> picture(const Node& node) {
    if (node.picture_json.empty()) return std::nullopt;
    return node.picture_json;
}

}  // namespace

Task<Result<std::vector<Node>>> CategoryStore::list(CallContext& context) const {
    co_return read(co_await database_.query(context, kList));
}

Task<Result<std::vector<Node>>> CategoryStore::lock(postgres::Transaction& tx) const {
    tx.queue(kLock);
    co_return read(co_await tx.query(kList));
}

Task<Result<std::int64_t>> CategoryStore::insert(postgres::Transaction& tx, const Node& node,
                                                 Timestamp now) const {
    auto rows = co_await tx.query(kInsert, node.parent_id, node.name, node.name_en, picture(node),
                                  node.sort_order, node.attributes_json, now);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return rows->front().get<std::int64_t>(0);
}

Task<Result<void>> CategoryStore::update(postgres::Transaction& tx, const Node& node, Timestamp now) const {
    auto rows = co_await tx.query(kUpdate, node.id, node.parent_id, node.name, node.name_en, picture(node),
                                  node.sort_order, node.attributes_json, now);
    if (!rows) co_return fail(std::move(rows.error()));
    co_return Result<void>();
}

void CategoryStore::remove(postgres::Transaction& tx, std::int64_t id) const {
    tx.queue(kRemove, id);
}

}  // namespace ecommerce::category
