// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_admin_service.h"

#include "application/product/app/list_pages.h"
#include "application/product/app/respond.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

namespace ecommerce::product {

namespace {

constexpr ShopScope kAnyShop{.shop_id = 0};

}  // namespace

Task<Result<v1::ListProductsForAuditResponse>> ProductAdminService::ListProductsForAudit(
    CallContext& context, const v1::ListProductsForAuditRequest& request) {
    const auto state =
        request.state() == v1::PRODUCT_STATE_UNSPECIFIED ? State::in_review : State(request.state());
    ListFilter filter{.office = true,
                      .state = state,
                      .sort = state == State::in_review ? Sort::first_changed : Sort::last_changed};
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (!request.query().empty()) filter.words = request.query();
    auto page = co_await ok(list_page(context, lists_, std::move(filter), page_request(context, request)));
    v1::ListProductsForAuditResponse response;
    for (auto& product : page.products) *response.add_products() = std::move(product);
    response.set_next_page_token(page.next_page_token);
    co_return response;
}

Task<Result<v1::GetProductForAuditResponse>> ProductAdminService::GetProductForAudit(
    CallContext& context, const v1::GetProductForAuditRequest& request) {
    co_return respond<v1::GetProductForAuditResponse>(co_await writer_.read(context, kAnyShop, request.id()));
}

Task<Result<v1::AuditProductResponse>> ProductAdminService::AuditProduct(
    CallContext& context, const v1::AuditProductRequest& request) {
    if (!request.approve() && request.reason().empty()) {
        std::vector<FieldViolation> violations{{"reason", "is needed for a rejection"}};
        co_return reason::invalid_field("A rejection needs a reason.").violations(std::move(violations));
    }
    co_return respond<v1::AuditProductResponse>(
        co_await writer_.move(context, kAnyShop, request.id(),
                              {.to = request.approve() ? State::on_sale : State::rejected,
                               .actor = Actor::admin,
                               .from = {State::in_review},
                               .reason = request.approve() ? "" : request.reason(),
                               .etag = request.etag()}));
}

Task<Result<v1::TakeDownProductResponse>> ProductAdminService::TakeDownProduct(
    CallContext& context, const v1::TakeDownProductRequest& request) {
    co_return respond<v1::TakeDownProductResponse>(
        co_await writer_.move(context, kAnyShop, request.id(),
                              {.to = State::rejected,
                               .actor = Actor::admin,
                               .from = {State::on_sale, State::off_shelf},
                               .reason = request.reason(),
                               .etag = request.etag()}));
}

Task<Result<v1::CountCategoryProductsResponse>> ProductAdminService::CountCategoryProducts(
    CallContext& context, const v1::CountCategoryProductsRequest& request) {
    v1::CountCategoryProductsResponse response;
    response.set_products(co_await ok(products_.count_in_category(context, request.category_id())));
    co_return response;
}

Task<Result<v1::MoveCategoryProductsResponse>> ProductAdminService::MoveCategoryProducts(
    CallContext& context, const v1::MoveCategoryProductsRequest& request) {
    co_await ok(products_.move_category(context, request.from_category_id(), request.to_category_id()));
    co_return v1::MoveCategoryProductsResponse();
}

}  // namespace ecommerce::product
