// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_service.h"

#include <algorithm>
#include <charconv>

#include "application/product/app/convert.h"
#include "framework/call/page.h"
#include "framework/runtime/join.h"

#include "common/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

Error no_such_product() {
    return Error(Code::not_found, std::string(common::v1::reason::kNotFound), "There is no such product.");
}

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

bool is_number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} && end == text.data() + text.size();
}

// Tokens come from outside: what does not fit the sort must not reach the database.
Result<void> set_page(PublicFilter& filter, const std::string& token) {
    auto key = read_page_token(list_name(filter.sort), 2, token);
    if (!key) return fail(std::move(key.error()));
    if (key->empty()) return {};
    const bool fits =
        filter.sort == Sort::newest ? parse_rfc3339((*key)[0]).has_value() : is_number((*key)[0]);
    if (!fits || !is_number((*key)[1])) {
        return fail(Code::invalid, "INVALID_PAGE_TOKEN", "The page token was not made by this list.");
    }
    filter.after_value = (*key)[0];
    std::from_chars((*key)[1].data(), (*key)[1].data() + (*key)[1].size(), filter.after_id);
    return {};
}

Result<PublicFilter> filter_of(const v1::ListProductsRequest& request) {
    PublicFilter filter{.in_stock = request.in_stock(),
                        .sort = sort_of(request.order_by()),
                        .limit = page_size(request.page_size())};
    if (!request.brand().empty()) filter.brand = request.brand();
    if (!request.tag().empty()) filter.tag = request.tag();
    if (request.min_price() > 0) filter.min_price = request.min_price();
    if (request.max_price() > 0) filter.max_price = request.max_price();
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (!request.query().empty()) filter.query = request.query();
    auto page = set_page(filter, request.page_token());
    if (!page) return fail(std::move(page.error()));
    return filter;
}

}  // namespace

Task<Result<v1::ListProductsResponse>> ProductService::ListProducts(CallContext& context,
                                                                    const v1::ListProductsRequest& request) {
    auto filter = filter_of(request);
    if (!filter) co_return fail(std::move(filter.error()));
    if (request.category_id() > 0) {
        auto ids = co_await categories_.subtree(context, request.category_id());
        if (!ids) co_return fail(std::move(ids.error()));
        filter->category_ids = *std::move(ids);
    }
    auto products = co_await products_.list(context, *filter);
    if (!products) co_return fail(std::move(products.error()));
    v1::ListProductsResponse response;
    for (const auto& product : *products) *response.add_products() = to_summary(product, Audience::everyone);
    if (products->size() == std::size_t(filter->limit)) {
        const auto& last = products->back();
        response.set_next_page_token(
            page_token(list_name(filter->sort), {sort_value(last, filter->sort), std::to_string(last.id)}));
    }
    co_return response;
}

Task<Result<v1::GetProductResponse>> ProductService::GetProduct(CallContext& context,
                                                                const v1::GetProductRequest& request) {
    auto [product, skus] = co_await runtime::both(products_.find(context, request.id()),
                                                  products_.find_skus(context, request.id()));
    if (!product) co_return fail(std::move(product.error()));
    if (!skus) co_return fail(std::move(skus.error()));
    if (!*product || (*product)->state != State::on_sale) co_return fail(no_such_product());
    v1::GetProductResponse response;
    *response.mutable_product() = to_product(**product, *skus, Audience::everyone);
    co_return response;
}

Task<Result<v1::BatchGetProductsResponse>> ProductService::BatchGetProducts(
    CallContext& context, const v1::BatchGetProductsRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto products = co_await products_.find_many(context, ids);
    if (!products) co_return fail(std::move(products.error()));
    v1::BatchGetProductsResponse response;
    for (const auto id : ids) {
        const auto found = std::ranges::find(*products, id, &ProductRow::id);
        if (found != products->end()) *response.add_products() = to_summary(*found, Audience::everyone);
    }
    co_return response;
}

Task<Result<v1::ListBrandsResponse>> ProductService::ListBrands(CallContext& context,
                                                                const v1::ListBrandsRequest& request) {
    std::optional<std::vector<std::int64_t>> category_ids;
    if (request.category_id() > 0) {
        auto ids = co_await categories_.subtree(context, request.category_id());
        if (!ids) co_return fail(std::move(ids.error()));
        category_ids = *std::move(ids);
    }
    auto brands = co_await products_.brands(context, category_ids, page_size(request.page_size()));
    if (!brands) co_return fail(std::move(brands.error()));
    v1::ListBrandsResponse response;
    for (const auto& brand : *brands) {
        auto& out = *response.add_brands();
        out.set_brand(brand.name);
        out.set_product_count(brand.products);
    }
    co_return response;
}

}  // namespace ecommerce::product
