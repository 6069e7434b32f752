// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/office_lists.h"

#include <charconv>

#include "application/product/app/convert.h"
#include "framework/call/page.h"

namespace ecommerce::product {

namespace {

// "updated at", "id"
Result<void> set_page(OfficeFilter& filter, std::string_view list, const std::string& token) {
    auto key = read_page_token(list, 2, token);
    if (!key) return fail(std::move(key.error()));
    if (key->empty()) return {};
    auto time = parse_rfc3339((*key)[0]);
    const auto& id = (*key)[1];
    const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), filter.after_id);
    if (!time || failed != std::errc{} || end != id.data() + id.size()) {
        return fail(Code::invalid, "INVALID_PAGE_TOKEN", "The page token was not made by this list.");
    }
    filter.after_time = *time;
    return {};
}

}  // namespace

Task<Result<OfficePage>> office_page(CallContext& context, const ProductStore& products, OfficeFilter filter,
                                     const std::string& page_token) {
    const std::string_view list = filter.oldest_first ? "waiting products" : "office products";
    auto page = set_page(filter, list, page_token);
    if (!page) co_return fail(std::move(page.error()));
    auto rows = co_await products.list_office(context, filter);
    if (!rows) co_return fail(std::move(rows.error()));
    OfficePage result;
    for (const auto& row : *rows) result.products.push_back(to_summary(row, Audience::office));
    if (rows->size() == std::size_t(filter.limit)) {
        const auto& last = rows->back();
        result.next_page_token =
            ecommerce::page_token(list, {format_rfc3339(last.updated_at), std::to_string(last.id)});
    }
    co_return result;
}

}  // namespace ecommerce::product
