// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_service.h"

#include <algorithm>

#include "application/product/app/convert.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/text/words.h"

namespace ecommerce::product {

namespace {

Sort sort_of(const std::string& order_by) {
    if (order_by == "newest") return Sort::newest;
    if (order_by == "price_asc") return Sort::price_asc;
    if (order_by == "price_desc") return Sort::price_desc;
    return Sort::best_selling;
}

std::string list_name(Sort sort) {
    return "products by " + std::to_string(int(sort));
}

// The row's value of the sort, as the next page compares with it.
std::string sort_value(const ProductRow& row, Sort sort) {
    switch (sort) {
    case Sort::newest: return format_rfc3339(row.published_at.value_or(row.created_at));
    case Sort::price_asc:
    case Sort::price_desc: return std::to_string(row.price_minor);
    case Sort::best_selling: break;
    }
    return std::to_string(row.sold_count);
}

bool fits(Sort sort, const std::string& value) {
    if (sort == Sort::newest) return parse_rfc3339(value).has_value();
    return text::to_number<std::int64_t>(value).has_value();
}

PublicFilter filter_of(const v1::ListProductsRequest& request) {
    PublicFilter filter{.in_stock = request.in_stock(), .sort = sort_of(request.order_by())};
    if (!request.brand().empty()) filter.brand = request.brand();
    if (!request.tag().empty()) filter.tag = request.tag();
    if (request.min_price() > 0) filter.min_price = request.min_price();
    if (request.max_price() > 0) filter.max_price = request.max_price();
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (!request.query().empty()) filter.query = request.query();
    return filter;
}

}  // namespace

Task<Result<v1::ListProductsResponse>> ProductService::ListProducts(CallContext& context,
                                                                    const v1::ListProductsRequest& request) {
    auto filter = filter_of(request);
    const auto page = co_await ok(read_page(list_name(filter.sort), request));
    filter.limit = page.limit();
    if (page.after().id != 0) {
        if (!fits(filter.sort, page.after().value)) co_return invalid_page_token();
        filter.after_value = page.after().value;
        filter.after_id = page.after().id;
    }
    if (request.category_id() > 0) {
        filter.category_ids = co_await ok(categories_.subtree(context, request.category_id()));
    }
    auto products = co_await ok(products_.list(context, filter));
    v1::ListProductsResponse response;
    response.set_next_page_token(page.cut(
        products, [&](const ProductRow& row) { return PageKey{row.id, sort_value(row, filter.sort)}; }));
    for (const auto& product : products) *response.add_products() = to_summary(product, Audience::everyone);
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
    auto brands = co_await ok(products_.brands(context, category_ids, page_size(request.page_size())));
    v1::ListBrandsResponse response;
    for (const auto& brand : brands) {
        auto& out = *response.add_brands();
        out.set_brand(brand.name);
        out.set_product_count(brand.products);
    }
    co_return response;
}

}  // namespace ecommerce::product
