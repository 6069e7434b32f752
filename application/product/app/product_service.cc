// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_service.h"

#include <algorithm>

#include "application/product/app/convert.h"
#include "application/product/app/list_pages.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

namespace ecommerce::product {

namespace {

Sort sort_of(const std::string& order_by) {
    if (order_by == "newest") return Sort::newest;
    if (order_by == "price_asc") return Sort::price_asc;
    if (order_by == "price_desc") return Sort::price_desc;
    return Sort::best_selling;
}

ListFilter filter_of(const v1::ListProductsRequest& request) {
    ListFilter filter{.in_stock = request.in_stock(), .sort = sort_of(request.order_by())};
    if (!request.brand().empty()) filter.brand = request.brand();
    if (!request.tag().empty()) filter.tag = request.tag();
    if (request.min_price() > 0) filter.min_price = request.min_price();
    if (request.max_price() > 0) filter.max_price = request.max_price();
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (!request.query().empty()) filter.words = request.query();
    return filter;
}

}  // namespace

Task<Result<v1::ListProductsResponse>> ProductService::ListProducts(CallContext& context,
                                                                    const v1::ListProductsRequest& request) {
    auto filter = filter_of(request);
    if (request.category_id() > 0) {
        filter.category_ids = co_await ok(categories_.subtree(context, request.category_id()));
    }
    auto page = co_await ok(list_page(context, lists_, std::move(filter), page_request(request)));
    v1::ListProductsResponse response;
    for (auto& product : page.products) *response.add_products() = std::move(product);
    response.set_next_page_token(page.next_page_token);
    co_return response;
}

Task<Result<v1::GetProductResponse>> ProductService::GetProduct(CallContext& context,
                                                                const v1::GetProductRequest& request) {
    const auto found = co_await ok(products_.find_on_sale(context, request.id()));
    if (!found) co_return reason::not_found("There is no such product.");
    v1::GetProductResponse response;
    *response.mutable_product() = to_product(found->product, found->skus, Audience::everyone);
    co_return response;
}

Task<Result<v1::BatchGetProductsResponse>> ProductService::BatchGetProducts(
    CallContext& context, const v1::BatchGetProductsRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto products = co_await ok(products_.find_many(context, ids));
    v1::BatchGetProductsResponse response;
    for (const auto id : ids) {
        const auto found = std::ranges::find(products, id, &ProductRow::id);
        if (found != products.end()) *response.add_products() = to_summary(*found, Audience::everyone);
    }
    co_return response;
}

Task<Result<v1::ListBrandsResponse>> ProductService::ListBrands(CallContext& context,
                                                                const v1::ListBrandsRequest& request) {
    std::optional<std::vector<std::int64_t>> category_ids;
    if (request.category_id() > 0) {
        auto ids = co_await ok(categories_.subtree(context, request.category_id()));
        category_ids = std::move(ids);
    }
    auto brands = co_await ok(lists_.brands(context, category_ids, page_size(request.page_size())));
    v1::ListBrandsResponse response;
    for (const auto& brand : brands) {
        auto& out = *response.add_brands();
        out.set_brand(brand.name);
        out.set_product_count(brand.products);
    }
    co_return response;
}

}  // namespace ecommerce::product
