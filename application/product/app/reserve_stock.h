// SPDX-License-Identifier: Apache-2.0
// Holds units for a checkout: all lines or none, once for each reservation id.
#pragma once

#include "application/product/app/offer_publisher.h"
#include "application/product/storage/stock_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::product {

// Lines of one SKU become one; by sku_id.
std::vector<StockLine> merge_lines(std::vector<StockLine> lines);

class ReserveStock {
public:
    ReserveStock(postgres::Transactor transact, StockStore& stock, const OfferPublisher& publisher,
                 const runtime::Clock& clock)
        : transact_(transact), stock_(stock), publisher_(publisher), clock_(clock) {}

    // The same again moves the expiry on. Errors: precondition SKU_OFF_SHELF (metadata: sku_id), OUT_OF_STOCK
    // (metadata: sku_id, left), CHECKOUT_EXPIRED (released before, or the id holds other lines).
    Task<Result<void>> operator()(CallContext& context, std::string_view reservation_id,
                                  std::vector<StockLine> lines, Timestamp expires_at) const;

private:
    postgres::Transactor transact_;
    StockStore& stock_;
    const OfferPublisher& publisher_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
