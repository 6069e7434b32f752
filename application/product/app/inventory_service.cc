// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/inventory_service.h"

#include "application/product/app/freight_terms.h"
#include "application/product/app/pictures.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

constexpr std::string_view kMovementList = "stock movements";

Error no_such_sku() {
    return reason::not_found("There is no such article.");
}

// What is not on sale is its seller's own affair: others learn that it is not, and nothing more.
void fill(v1::SkuInfo& out, const SkuRow& row, std::int64_t caller_shop_id) {
    out.set_sku_id(row.sku_id);
    out.set_product_id(row.product_id);
    out.set_shop_id(row.shop_id);
    out.set_on_sale(row.on_sale);
    if (!row.on_sale && row.shop_id != caller_shop_id) return;
    out.set_category_id(row.category_id);
    out.set_product_name(row.product_name);
    for (const auto& value : row.option_values) out.add_option_values(value);
    if (!row.picture_json.empty()) read_picture(row.picture_json, *out.mutable_picture());
    *out.mutable_price() = to_message(Money(row.price_minor, row.currency_code));
    out.set_available(row.available);
    out.set_weight_grams(std::uint32_t(row.weight_grams));
    out.set_volume_cm3(std::uint32_t(row.volume_cm3));
    out.set_freight_template_id(row.freight_template_id);
}

void fill(v1::StockMovement& out, const Movement& movement) {
    out.set_id(movement.id);
    out.set_sku_id(movement.sku_id);
    out.set_kind(v1::StockMoveKind(movement.kind));
    out.set_on_hand_delta(movement.on_hand_delta);
    out.set_reserved_delta(movement.reserved_delta);
    out.set_on_hand_after(movement.on_hand_after);
    out.set_reservation_id(movement.reservation_id);
    out.set_user_id(movement.user_id);
    out.set_reason(movement.reason);
    rpc::set_time(*out.mutable_moved_at(), movement.moved_at);
}

}  // namespace

Task<Result<v1::GetSkusResponse>> InventoryService::GetSkus(CallContext& context,
                                                            const v1::GetSkusRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    SkusAndFreight read;
    if (request.with_freight()) {
        read = co_await ok(skus_.find_with_freight(context, ids));
    } else {
        read.skus = co_await ok(skus_.find(context, ids));
    }
    v1::GetSkusResponse response;
    for (const auto& [template_id, terms_json] : read.freight) {
        auto& freight = *response.add_freight();
        freight.set_template_id(template_id);
        read_terms(terms_json, *freight.mutable_terms());
    }
    for (const auto& found : read.skus) {
        auto sku = found;
        sku.on_sale = sku.on_sale && currencies_.has(sku.currency_code);
        fill(*response.add_skus(), sku, context.principal.shop_id);
    }
    co_return response;
}

Task<Result<v1::ReserveStockResponse>> InventoryService::ReserveStock(
    CallContext& context, const v1::ReserveStockRequest& request) {
    std::vector<StockLine> lines;
    for (const auto& line : request.lines()) {
        lines.push_back({.sku_id = line.sku_id(), .quantity = std::int64_t(line.quantity())});
    }
    co_await ok(
        reserve_(context, request.reservation_id(), std::move(lines), rpc::to_time(request.expires_at())));
    co_return v1::ReserveStockResponse();
}

Task<Result<v1::ReleaseStockResponse>> InventoryService::ReleaseStock(
    CallContext& context, const v1::ReleaseStockRequest& request) {
    co_await ok(settle_.release(context, request.reservation_id()));
    co_return v1::ReleaseStockResponse();
}

Task<Result<v1::CommitStockResponse>> InventoryService::CommitStock(CallContext& context,
                                                                    const v1::CommitStockRequest& request) {
    co_await ok(settle_.sell(context, request.reservation_id()));
    co_return v1::CommitStockResponse();
}

Task<Result<v1::AdjustStockResponse>> InventoryService::AdjustStock(CallContext& context,
                                                                    const v1::AdjustStockRequest& request) {
    auto own = co_await ok(stock_.belongs(context, request.id(), context.principal.shop_id));
    if (!own) co_return no_such_sku();
    const std::vector<std::int64_t> ids{request.id()};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::AdjustStockResponse>> {
        auto stock = co_await ok(stock_.lock_stock(tx, ids));
        if (stock.empty()) co_return no_such_sku();
        const auto& row = stock.front();
        if (row.available + request.delta() < 0) {
            co_return v1::reason::stock_too_low("Taking that many would leave fewer than none.")
                .with("available", std::to_string(row.available));
        }
        publisher_.changed(tx, co_await ok(stock_.adjust(tx, row, request.delta(), context.principal.user_id,
                                                         request.reason(), clock_.now())));
        v1::AdjustStockResponse response;
        auto& level = *response.mutable_stock();
        level.set_sku_id(row.sku_id);
        level.set_on_hand(row.on_hand + request.delta());
        level.set_available(row.available + request.delta());
        level.set_reserved(row.reserved);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::ListStockMovementsResponse>> InventoryService::ListStockMovements(
    CallContext& context, const v1::ListStockMovementsRequest& request) {
    const auto page = co_await ok(read_page(kMovementList, context, request));
    auto own = co_await ok(stock_.belongs(context, request.id(), context.principal.shop_id));
    if (!own) co_return no_such_sku();
    auto movements = co_await ok(stock_.movements(context, request.id(), page.before_id(), page.limit()));
    v1::ListStockMovementsResponse response;
    response.set_next_page_token(page.cut(movements, &Movement::id));
    for (const auto& movement : movements) fill(*response.add_movements(), movement);
    co_return response;
}

}  // namespace ecommerce::product
