// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/list_pages.h"

#include "application/product/app/convert.h"

namespace ecommerce::product {

namespace {

Result<void> set_page(ListFilter& filter, const Page& page) {
    filter.limit = page.limit();
    filter.after_id = page.after().id;
    if (filter.after_id == 0) return {};
    if (!is_sort_value(filter.sort, page.after().value)) return invalid_page_token();
    filter.after_value = page.after().value;
    return {};
}

}  // namespace

Task<Result<ListPage>> list_page(CallContext& context, ProductLists& lists, ListFilter filter,
                                 PageRequest request) {
    const auto page =
        co_await ok(Page::read("products by " + std::to_string(int(filter.sort)), std::move(request)));
    co_await ok(set_page(filter, page));
    const auto key_of = [sort = filter.sort](const ProductRow& row) {
        return PageKey{row.id, sort_value(row, sort)};
    };
    auto list = co_await ok(lists.list(context, filter));
    ListPage result{.products = {}, .next_page_token = page.cut(list.products, key_of)};
    // Fewer than the page holds, and yet there may be more.
    if (list.stopped_at && result.next_page_token.empty()) {
        result.next_page_token = page.token(key_of(*list.stopped_at));
    }
    const auto audience = filter.office ? Audience::office : Audience::everyone;
    for (const auto& row : list.products) result.products.push_back(to_summary(row, audience));
    co_return result;
}

}  // namespace ecommerce::product
