// SPDX-License-Identifier: Apache-2.0
// Writing products: their rows, SKUs, first stock and news in one transaction each.
#pragma once

#include "application/product/app/category_lookup.h"
#include "application/product/domain/sku_matrix.h"
#include "application/product/storage/product_store.h"
#include "application/product/storage/stock_store.h"
#include "framework/events/publisher.h"
#include "framework/money/currencies.h"
#include "framework/postgres/transactor.h"

#include "product/v1/shop_product_service.pb.h"

namespace ecommerce::product {

// Whose product a call may touch: a shop's own, or (0) any.
struct ShopScope {
    std::int64_t shop_id;
};

class ProductWriter {
public:
    ProductWriter(postgres::Transactor transact, ProductStore& products, StockStore& stock,
                  CategoryLookup& categories, const Currencies& currencies, events::Publisher& events,
                  const runtime::Clock& clock)
        : transact_(transact),
          products_(products),
          stock_(stock),
          categories_(categories),
          currencies_(currencies),
          events_(events),
          clock_(clock) {}

    using Written = Task<Result<v1::Product>>;
    Written create(CallContext& context, const v1::CreateProductRequest& request);
    Written update(CallContext& context, const v1::UpdateProductRequest& request);
    // From one of several states when `from` is not set. Errors: not_found; precondition PRODUCT_STATE.
    Written move(CallContext& context, ShopScope scope, std::int64_t id, State to, Actor actor,
                 std::string reason, std::optional<State> from = std::nullopt);
    Task<Result<void>> remove(CallContext& context, ShopScope scope, std::int64_t id);
    // On the news that a shop's owner closed the account.
    Task<Result<void>> close_shop(postgres::Transaction& tx, CallContext& context, std::int64_t shop_id);

    Written read(CallContext& context, ShopScope scope, std::int64_t id);

private:
    Result<PriceRange> check_offers(const std::vector<Option>& options,
                                    const std::vector<SkuOffer>& skus) const;
    Task<Result<void>> check_category(CallContext& context, std::int64_t category_id);
    Task<Result<ProductRow>> lock(postgres::Transaction& tx, ShopScope scope, std::int64_t id);
    Task<Result<void>> write_skus(postgres::Transaction& tx, CallContext& context, std::int64_t product_id,
                                  const std::vector<SkuRecord>& before,
                                  const google::protobuf::RepeatedPtrField<v1::SkuInput>& wanted);
    void announce(postgres::Transaction& tx, CallContext& context, const ProductRow& product, State before,
                  State now, const std::vector<SkuRecord>& skus);

    postgres::Transactor transact_;
    ProductStore& products_;
    StockStore& stock_;
    CategoryLookup& categories_;
    const Currencies& currencies_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
