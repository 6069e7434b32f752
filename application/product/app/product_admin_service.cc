// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_admin_service.h"

#include "application/product/app/office_lists.h"
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
    OfficeFilter filter{.state = state, .oldest_first = state == State::in_review};
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (!request.query().empty()) filter.query = request.query();
    auto page = co_await ok(office_page(context, products_, std::move(filter), page_request(request)));
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
        auto error = reason::invalid_field("A rejection needs a reason.");
        co_return fail(std::move(error).violations(std::move(violations)));
    }
    const auto to = request.approve() ? State::on_sale : State::rejected;
    co_return respond<v1::AuditProductResponse>(
        co_await writer_.move(context, kAnyShop, request.id(), to, Actor::admin,
                              request.approve() ? "" : request.reason(), State::in_review));
}

Task<Result<v1::TakeDownProductResponse>> ProductAdminService::TakeDownProduct(
    CallContext& context, const v1::TakeDownProductRequest& request) {
    co_return respond<v1::TakeDownProductResponse>(co_await writer_.move(
        context, kAnyShop, request.id(), State::rejected, Actor::admin, request.reason(), State::on_sale));
}

}  // namespace ecommerce::product
