// SPDX-License-Identifier: Apache-2.0
// Writing products: their rows, SKUs, first stock and news in one transaction each.
#pragma once

#include "application/product/app/category_lookup.h"
#include "application/product/app/own_pictures.h"
#include "application/product/domain/sku_matrix.h"
#include "application/product/storage/freight_store.h"
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

// A move in a product's life.
struct Move {
    State to;
    Actor actor;
    std::vector<State> from = {};  // none: whichever the life allows
    std::string reason = {};       // what the seller reads
    std::string etag = {};         // the version that it was decided on; empty: see the contract
};

class ProductWriter {
public:
    ProductWriter(postgres::Transactor transact, ProductStore& products, StockStore& stock,
                  const FreightStore& freight, CategoryLookup& categories, const OwnPictures& pictures,
                  const Currencies& currencies, events::Publisher& events, const runtime::Clock& clock)
        : transact_(transact),
          products_(products),
          stock_(stock),
          freight_(freight),
          categories_(categories),
          pictures_(pictures),
          currencies_(currencies),
          events_(events),
          clock_(clock) {}

    using Written = Task<Result<v1::Product>>;
    Written create(CallContext& context, const v1::CreateProductRequest& request);
    Written update(CallContext& context, const v1::UpdateProductRequest& request);
    // Errors: not_found; precondition PRODUCT_STATE, PRODUCT_INCOMPLETE,
    // FREIGHT_MEASURE_MISSING; conflict ETAG_MISMATCH.
    Written move(CallContext& context, ShopScope scope, std::int64_t id, Move move);
    Task<Result<void>> remove(CallContext& context, ShopScope scope, std::int64_t id);
    // On the news that a shop's owner closed the account.
    Task<Result<void>> close_shop(postgres::Transaction& tx, CallContext& context, std::int64_t shop_id);

    Written read(CallContext& context, ShopScope scope, std::int64_t id);

private:
    // What review asks of the products of one category.
    struct ReviewRules {
        std::int64_t category_id = 0;
        std::vector<AttributeRule> attributes;
    };
    Result<PriceRange> check_offers(const std::vector<Option>& options,
                                    const std::vector<SkuOffer>& skus) const;
    Task<Result<void>> check_category(CallContext& context, std::int64_t category_id);
    Task<Result<ReviewRules>> review_rules(CallContext& context, std::int64_t category_id);
    // Compares the request with the product as it is before: what is new in it is checked, and gets the sizes
    // of its pictures. Gives the rules that the product has to keep if the edit sends it to review.
    Task<Result<ReviewRules>> prepare(CallContext& context, ShopScope scope,
                                      v1::UpdateProductRequest& request);
    static Result<void> check_complete(const ProductRow& product, const ReviewRules& rules);
    // That the template is the shop's, and stays while this transaction lasts; and that what may be sold says of itself
    // what the template counts.
    Task<Result<void>> check_freight(postgres::Transaction& tx, const ProductRow& product,
                                     const std::vector<SkuRecord>& skus) const;
    Task<Result<ProductRow>> find(CallContext& context, ShopScope scope, std::int64_t id);
    Task<Result<ProductRow>> lock(postgres::Transaction& tx, ShopScope scope, std::int64_t id);
    Task<Result<void>> write_skus(postgres::Transaction& tx, CallContext& context, std::int64_t product_id,
                                  const std::vector<SkuRecord>& before,
                                  const google::protobuf::RepeatedPtrField<v1::SkuInput>& wanted);
    void announce(postgres::Transaction& tx, CallContext& context, const ProductRow& product, State before,
                  State now, const std::vector<SkuRecord>& skus);

    postgres::Transactor transact_;
    ProductStore& products_;
    StockStore& stock_;
    const FreightStore& freight_;
    CategoryLookup& categories_;
    const OwnPictures& pictures_;
    const Currencies& currencies_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
