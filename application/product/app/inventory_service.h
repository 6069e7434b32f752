// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/reserve_stock.h"
#include "application/product/app/settle_stock.h"
#include "application/product/storage/sku_reader.h"
#include "framework/money/currencies.h"
#include "framework/postgres/transactor.h"

#include "product/v1/inventory_service.rpc.h"

namespace ecommerce::product {

// Implements the contract's InventoryService. Stateless; any loop.
class InventoryService final : public v1::InventoryService {
public:
    InventoryService(postgres::Transactor transact, const SkuReader& skus, StockStore& stock,
                     const product::ReserveStock& reserve, const SettleStock& settle,
                     const OfferPublisher& publisher, const Currencies& currencies,
                     const runtime::Clock& clock)
        : transact_(transact),
          skus_(skus),
          stock_(stock),
          reserve_(reserve),
          settle_(settle),
          publisher_(publisher),
          currencies_(currencies),
          clock_(clock) {}

    Task<Result<v1::AdjustStockResponse>> AdjustStock(CallContext& context,
                                                      const v1::AdjustStockRequest& request) override;
    Task<Result<v1::ListStockMovementsResponse>> ListStockMovements(
        CallContext& context, const v1::ListStockMovementsRequest& request) override;
    Task<Result<v1::GetSkusResponse>> GetSkus(CallContext& context,
                                              const v1::GetSkusRequest& request) override;
    Task<Result<v1::ReserveStockResponse>> ReserveStock(CallContext& context,
                                                        const v1::ReserveStockRequest& request) override;
    Task<Result<v1::ReleaseStockResponse>> ReleaseStock(CallContext& context,
                                                        const v1::ReleaseStockRequest& request) override;
    Task<Result<v1::CommitStockResponse>> CommitStock(CallContext& context,
                                                      const v1::CommitStockRequest& request) override;

private:
    postgres::Transactor transact_;
    const SkuReader& skus_;
    StockStore& stock_;
    const product::ReserveStock& reserve_;
    const SettleStock& settle_;
    const OfferPublisher& publisher_;
    const Currencies& currencies_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
