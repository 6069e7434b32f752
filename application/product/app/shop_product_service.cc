// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/shop_product_service.h"

#include "application/product/app/list_pages.h"
#include "application/product/app/respond.h"
#include "framework/call/page.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

// A seller without an open shop owns nothing; -1 is no shop's id.
ShopScope own_shop(const CallContext& context) {
    return {.shop_id = context.principal.shop_id == 0 ? -1 : context.principal.shop_id};
}

}  // namespace

Task<Result<v1::CreateProductResponse>> ShopProductService::CreateProduct(
    CallContext& context, const v1::CreateProductRequest& request) {
    co_return respond<v1::CreateProductResponse>(co_await writer_.create(context, request));
}

Task<Result<v1::UpdateProductResponse>> ShopProductService::UpdateProduct(
    CallContext& context, const v1::UpdateProductRequest& request) {
    co_return respond<v1::UpdateProductResponse>(co_await writer_.update(context, request));
}

Task<Result<v1::DeleteProductResponse>> ShopProductService::DeleteProduct(
    CallContext& context, const v1::DeleteProductRequest& request) {
    const auto scope = context.principal.roles.has(Role::admin) ? ShopScope{.shop_id = 0} : own_shop(context);
    co_await ok(writer_.remove(context, scope, request.id()));
    co_return v1::DeleteProductResponse();
}

Task<Result<v1::SubmitProductResponse>> ShopProductService::SubmitProduct(
    CallContext& context, const v1::SubmitProductRequest& request) {
    co_return respond<v1::SubmitProductResponse>(co_await writer_.move(
        context, own_shop(context), request.id(),
        {.to = State::in_review, .actor = Actor::seller, .from = {State::draft, State::rejected}}));
}

Task<Result<v1::TakeOffShelfResponse>> ShopProductService::TakeOffShelf(
    CallContext& context, const v1::TakeOffShelfRequest& request) {
    co_return respond<v1::TakeOffShelfResponse>(co_await writer_.move(
        context, own_shop(context), request.id(), {.to = State::off_shelf, .actor = Actor::seller}));
}

Task<Result<v1::PutOnShelfResponse>> ShopProductService::PutOnShelf(CallContext& context,
                                                                    const v1::PutOnShelfRequest& request) {
    co_return respond<v1::PutOnShelfResponse>(co_await writer_.move(
        context, own_shop(context), request.id(), {.to = State::on_sale, .actor = Actor::seller}));
}

Task<Result<v1::ListMyProductsResponse>> ShopProductService::ListMyProducts(
    CallContext& context, const v1::ListMyProductsRequest& request) {
    ListFilter filter{.office = true, .shop_id = own_shop(context).shop_id, .sort = Sort::last_changed};
    if (request.state() != v1::PRODUCT_STATE_UNSPECIFIED) filter.state = State(request.state());
    if (!request.query().empty()) filter.words = request.query();
    auto page = co_await ok(list_page(context, lists_, std::move(filter), page_request(context, request)));
    v1::ListMyProductsResponse response;
    for (auto& product : page.products) *response.add_products() = std::move(product);
    response.set_next_page_token(page.next_page_token);
    co_return response;
}

Task<Result<v1::GetMyProductResponse>> ShopProductService::GetMyProduct(
    CallContext& context, const v1::GetMyProductRequest& request) {
    co_return respond<v1::GetMyProductResponse>(
        co_await writer_.read(context, own_shop(context), request.id()));
}

}  // namespace ecommerce::product
