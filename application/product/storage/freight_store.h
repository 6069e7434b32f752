// SPDX-License-Identifier: Apache-2.0
// Freight templates: statements of their table, in which shop 0 is the platform, whose one template has the id 0.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

struct FreightRow {
    std::int64_t id = 0;
    std::int64_t shop_id = 0;
    std::string name;
    std::string terms_json;  // the contract's FreightTerms
    std::int64_t version = 1;
    Timestamp updated_at;
    bool in_use = false;  // read only: whether a product names it
};

// Stateless; any loop. What takes a transaction works inside it.
class FreightStore {
public:
    explicit FreightStore(postgres::Database& database) : database_(database) {}

    using Found = Task<Result<std::optional<FreightRow>>>;

    Task<Result<std::vector<FreightRow>>> list(CallContext& context, std::int64_t shop_id) const;
    Found find(CallContext& context, std::int64_t shop_id, std::int64_t id) const;

    // A change of one waits for those who take it for a product, and they for it.
    Found lock(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t id) const;
    Found take(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t id) const;
    Task<Result<bool>> in_use(postgres::Transaction& tx, std::int64_t id) const;
    // How many the shop has; whoever counts afterwards sees what comes of this.
    Task<Result<std::int64_t>> count(postgres::Transaction& tx, std::int64_t shop_id) const;
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, const FreightRow& row, Timestamp now) const;
    // False: there is one.
    Task<Result<bool>> insert_platform(postgres::Transaction& tx, const FreightRow& row, Timestamp now) const;
    void update(postgres::Transaction& tx, const FreightRow& row, Timestamp now) const;
    void remove(postgres::Transaction& tx, std::int64_t shop_id, std::int64_t id) const;
    // All of a shop; its products go by the platform's then.
    void remove_all(postgres::Transaction& tx, std::int64_t shop_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
