// SPDX-License-Identifier: Apache-2.0
// The categories table. It is small and read whole; writers take all rows, so that checks of the tree hold.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "application/category/domain/category_tree.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::category {

// Stateless; any loop. A name that a sibling has violates kNameUnique.
class CategoryStore {
public:
    explicit CategoryStore(postgres::Database& database) : database_(database) {}
    static constexpr std::string_view kNameUnique = "categories_name_uq";

    Task<Result<std::vector<Node>>> list(CallContext& context) const;
    Task<Result<std::vector<Node>>> lock(postgres::Transaction& tx) const;
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, const Node& node, Timestamp now) const;
    Task<Result<void>> update(postgres::Transaction& tx, const Node& node, Timestamp now) const;
    void remove(postgres::Transaction& tx, std::int64_t id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::category
