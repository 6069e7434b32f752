// SPDX-License-Identifier: Apache-2.0
// Ends reservations, in whole or for the lines of one order: as a sale or by giving the units back.
#pragma once

#include "application/product/app/offer_publisher.h"
#include "application/product/storage/stock_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::product {

// What the catalogue counts of a sale.
struct SoldUnits {
    std::int64_t product_id = 0;
    std::int64_t units = 0;
};

class SettleStock {
public:
    SettleStock(postgres::Transactor transact, StockStore& stock, const OfferPublisher& publisher,
                const runtime::Clock& clock)
        : transact_(transact), stock_(stock), publisher_(publisher), clock_(clock) {}

    // Gives back what is open; nothing to give back is no error.
    Task<Result<void>> release(CallContext& context, std::string_view reservation_id) const;
    // As release(), unless it was asked for again and runs on. True when units were given back.
    Task<Result<bool>> release_expired(CallContext& context, std::string_view reservation_id) const;
    // Sells what is open. Error: precondition CHECKOUT_EXPIRED when it was given back before.
    Task<Result<void>> sell(CallContext& context, std::string_view reservation_id) const;

    struct OrderLines {
        std::string reservation_id;
        std::vector<std::int64_t> sku_ids;
        std::vector<SoldUnits> units;
    };
    // The lines of orders, each of another one, inside the transaction of their events. Lines that are not open are
    // left alone.
    Task<Result<void>> release_lines(postgres::Transaction& tx, const std::vector<OrderLines>& orders) const;
    // Error: CHECKOUT_EXPIRED when a line was given back before, which the platform's order of events
    // excludes: such an event becomes a dead letter for people to look at.
    Task<Result<void>> sell_lines(postgres::Transaction& tx, const std::vector<OrderLines>& orders) const;

    // Takes back lines that were sold; those that were taken back before are left alone. Error: unavailable while
    // the sale of one is not recorded yet, so that the event comes again.
    Task<Result<void>> return_lines(postgres::Transaction& tx, const std::vector<OrderLines>& orders) const;

private:
    postgres::Transactor transact_;
    StockStore& stock_;
    const OfferPublisher& publisher_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
