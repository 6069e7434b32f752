// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/goods.h"

#include "framework/call/reasons.h"

#include "category/v1/error_reason.rpc.h"
#include "common/v1/picture.pb.h"

namespace ecommerce::category {

Task<Result<void>> Goods::check_none(CallContext& context, std::int64_t category_id) const {
    product::v1::CountCategoryProductsRequest request;
    request.set_category_id(category_id);
    const auto found = co_await ok(products_.CountCategoryProducts(context, request));
    if (found.products() == 0) co_return {};
    co_return v1::reason::category_has_products("It has products. Move them to another category first.")
        .with("products", std::to_string(found.products()));
}

Task<Result<void>> Goods::move(CallContext& context, std::int64_t from, std::int64_t to) const {
    product::v1::MoveCategoryProductsRequest request;
    request.set_from_category_id(from);
    request.set_to_category_id(to);
    co_await ok(products_.MoveCategoryProducts(context, request));
    co_return {};
}

Task<Result<void>> Goods::keep(CallContext& context, common::v1::Picture& picture) const {
    product::v1::KeepPicturesRequest request;
    *request.add_pictures() = picture;
    auto kept = co_await ok(pictures_.KeepPictures(context, request));
    if (kept.pictures_size() != 1) co_return reason::internal("Not every picture was answered for.");
    picture = std::move(*kept.mutable_pictures(0));
    co_return {};
}

}  // namespace ecommerce::category
