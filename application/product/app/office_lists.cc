// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/office_lists.h"

#include "application/product/app/convert.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

namespace ecommerce::product {

namespace {

PageKey key_of(const ProductRow& row) {
    return {row.id, format_rfc3339(row.updated_at)};
}

Result<void> set_page(OfficeFilter& filter, const Page& page) {
    filter.limit = page.limit();
    filter.after_id = page.after().id;
    if (filter.after_id == 0) return {};
    const auto time = parse_rfc3339(page.after().value);
    if (!time) return invalid_page_token();
    filter.after_time = *time;
    return {};
}

}  // namespace

Task<Result<OfficePage>> office_page(CallContext& context, const ProductStore& products, OfficeFilter filter,
                                     PageRequest request) {
    const auto page =
        co_await ok(Page::read(filter.oldest_first ? "waiting products" : "office products", request));
    co_await ok(set_page(filter, page));
    auto rows = co_await ok(products.list_office(context, filter));
    OfficePage result{.products = {}, .next_page_token = page.cut(rows, key_of)};
    for (const auto& row : rows) result.products.push_back(to_summary(row, Audience::office));
    co_return result;
}

}  // namespace ecommerce::product
