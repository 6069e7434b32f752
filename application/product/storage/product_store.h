// SPDX-License-Identifier: Apache-2.0
// Products and their SKUs: statements of the tables products and skus. What lists keep beside products follows every
// write here (listings.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/product/domain/product_state.h"
#include "application/product/storage/listings.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

// JSON columns hold lists of the contract's messages.
struct ProductRow {
    std::int64_t id = 0;
    std::int64_t shop_id = 0;
    std::int64_t category_id = 0;
    std::string name;
    std::string subtitle;
    std::string brand;
    std::string description;
    std::vector<std::string> tags;
    std::string pictures_json = "[]";
    std::string attributes_json = "[]";
    std::string options_json = "[]";
    std::string currency_code;
    std::int64_t price_minor = 0;
    std::int64_t max_price_minor = 0;
    std::int64_t list_price_minor = 0;  // 0: none
    std::int64_t sold_count = 0;
    State state = State::draft;
    std::string reject_reason;
    std::int64_t version = 1;
    Timestamp created_at;
    Timestamp updated_at;
    std::optional<Timestamp> published_at;
    std::int64_t freight_template_id = 0;  // 0: the platform's
    // The rest is read only. Whether a request for review was withdrawn since the last decision.
    bool review_withdrawn = false;
    bool in_stock = false;       // whether any SKU can be bought
    std::int64_t available = 0;  // of all SKUs, in the lists of sellers and administrators
};

struct SkuRecord {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::vector<std::string> option_values;
    std::int64_t price_minor = 0;
    std::int64_t list_price_minor = 0;
    std::string picture_json;  // empty: none
    std::string code;
    std::int32_t weight_grams = 0;  // 0: not known, as the volume
    std::int32_t volume_cm3 = 0;
    std::int64_t available = 0;  // read only
};

struct ProductAndSkus {
    ProductRow product;
    std::vector<SkuRecord> skus;
};

class ProductStore {
public:
    explicit ProductStore(postgres::Database& database) : database_(database) {}

    using Found = Task<Result<std::optional<ProductRow>>>;
    using Many = Task<Result<std::vector<ProductRow>>>;
    using Skus = Task<Result<std::vector<SkuRecord>>>;

    Found find(CallContext& context, std::int64_t id) const;
    // As everybody may see it: on sale, its shop not closed.
    Task<Result<std::optional<ProductAndSkus>>> find_on_sale(CallContext& context, std::int64_t id) const;
    Skus find_skus(CallContext& context, std::int64_t product_id) const;
    // The same for many; rows of a list: without description, attributes and options.
    Many find_many(CallContext& context, const std::vector<std::int64_t>& ids) const;
    // Whole rows of those on sale, of closed shops too; and their ids above one of them, rising.
    Many find_whole(CallContext& context, const std::vector<std::int64_t>& ids) const;
    Task<Result<std::vector<std::int64_t>>> ids_on_sale(CallContext& context, std::int64_t after_id,
                                                        std::int64_t limit) const;
    Task<Result<std::int64_t>> count_in_category(CallContext& context, std::int64_t category_id) const;
    Task<Result<void>> move_category(CallContext& context, std::int64_t from, std::int64_t to) const;

    // Inside a transaction.
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, const ProductRow& product) const;
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    Skus skus(postgres::Transaction& tx, std::int64_t product_id) const;
    // Writes everything a seller may change, and version + 1; refresh_offer() comes after it.
    void update(postgres::Transaction& tx, const ProductRow& product) const;
    // The state alone; the first time on sale sets published_at.
    void set_state(postgres::Transaction& tx, std::int64_t id, State state, std::string_view reject_reason,
                   Timestamp now) const;
    void remove(postgres::Transaction& tx, std::int64_t id, Timestamp now) const;
    Task<Result<std::int64_t>> insert_sku(postgres::Transaction& tx, const SkuRecord& sku,
                                          int position) const;
    void update_sku(postgres::Transaction& tx, const SkuRecord& sku, int position) const;
    void remove_skus(postgres::Transaction& tx, const std::vector<std::int64_t>& ids, Timestamp now) const;
    // The shop's products on sale go off the shelf, those in review become drafts; gives the ids of the former.
    Task<Result<std::vector<std::int64_t>>> close_shop(postgres::Transaction& tx, std::int64_t shop_id,
                                                       Timestamp now) const;
    // Reads prices and whether it can be bought from its SKUs, after these were written. The product is locked.
    void refresh_offer(postgres::Transaction& tx, std::int64_t id) const;

private:
    postgres::Database& database_;
    Listings listings_;
};

}  // namespace ecommerce::product
