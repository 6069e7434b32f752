// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/neighbours.h"

#include "framework/call/reasons.h"

namespace ecommerce::review {

Task<Result<std::string>> Neighbours::nickname(CallContext& context) const {
    user::v1::BatchGetUsersRequest request;
    request.add_ids(context.principal.user_id);
    auto found = co_await ok(users_.BatchGetUsers(context, request));
    if (found.users_size() != 1) co_return reason::not_found("There is no such account.");
    co_return std::move(*found.mutable_users(0)->mutable_nickname());
}

Task<Result<std::int64_t>> Neighbours::shop_of(CallContext& context, std::int64_t product_id) const {
    product::v1::BatchGetProductsRequest request;
    request.add_ids(product_id);
    const auto found = co_await ok(products_.BatchGetProducts(context, request));
    if (found.products_size() != 1) co_return reason::not_found("There is no such product.");
    co_return found.products(0).shop_id();
}

Task<Result<PictureColumns>> Neighbours::keep(
    CallContext& context, const google::protobuf::RepeatedPtrField<common::v1::Picture>& pictures) const {
    PictureColumns kept;
    if (pictures.empty()) co_return kept;
    product::v1::KeepPicturesRequest request;
    *request.mutable_pictures() = pictures;
    const auto answer = co_await ok(pictures_.KeepPictures(context, request));
    if (answer.pictures_size() != pictures.size()) {
        co_return reason::internal("Not every picture was answered for.");
    }
    for (const auto& picture : answer.pictures()) {
        kept.picture_urls.push_back(picture.url());
        kept.picture_widths.push_back(picture.width());
        kept.picture_heights.push_back(picture.height());
    }
    co_return kept;
}

}  // namespace ecommerce::review
