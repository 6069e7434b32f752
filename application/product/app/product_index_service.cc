// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_index_service.h"

#include "application/product/app/convert.h"

namespace ecommerce::product {

Task<Result<v1::ListIndexedIdsResponse>> ProductIndexService::ListIndexedIds(
    CallContext& context, const v1::ListIndexedIdsRequest& request) {
    const auto ids =
        co_await ok(products_.ids_on_sale(context, request.after_id(), std::int64_t(request.limit())));
    v1::ListIndexedIdsResponse response;
    for (const auto id : ids) response.add_ids(id);
    co_return response;
}

Task<Result<v1::BatchGetIndexedResponse>> ProductIndexService::BatchGetIndexed(
    CallContext& context, const v1::BatchGetIndexedRequest& request) {
    const std::vector<std::int64_t> ids(request.ids().begin(), request.ids().end());
    auto rows = co_await ok(products_.find_whole(context, ids));
    v1::BatchGetIndexedResponse response;
    for (auto& row : rows) {
        auto& out = *response.add_products();
        auto product = to_product(row, {}, Audience::everyone);
        // A list's row has one picture; this one has all.
        row.pictures_json = "[]";
        *out.mutable_summary() = to_summary(row, Audience::everyone);
        if (!product.pictures().empty()) *out.mutable_summary()->mutable_cover() = product.pictures(0);
        out.set_subtitle(product.subtitle());
        out.set_description(product.description());
        out.mutable_attributes()->Swap(product.mutable_attributes());
        out.mutable_options()->Swap(product.mutable_options());
        *out.mutable_published_at() = product.published_at();
    }
    co_return response;
}

}  // namespace ecommerce::product
