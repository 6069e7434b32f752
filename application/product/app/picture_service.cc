// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_service.h"

#include <algorithm>

#include "application/product/domain/picture_format.h"
#include "framework/auth/digest.h"
#include "framework/call/reasons.h"
#include "framework/text/hex.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

// Digests have upper-case letters and '-' at any place; file names are lower-case hexadecimal.
std::string name_of(const std::string& bytes, std::string_view ending) {
    return "p" + text::to_hex(auth::digest_id("picture", bytes)) + "." + std::string(ending);
}

}  // namespace

Task<Result<v1::UploadPictureResponse>> PictureService::UploadPicture(
    CallContext& context, const v1::UploadPictureRequest& request) {
    const auto format = picture_format(request.data());
    if (!format) {
        co_return v1::reason::picture_type("The file is not a PNG, JPEG, WebP or GIF picture.");
    }
    if (std::max(format->width, format->height) > kPictureSideMax) {
        co_return v1::reason::picture_too_large("The picture's sides are longer than 8,000 pixels.");
    }
    const auto name = name_of(request.data(), format->ending);
    TextSource picture(request.data());
    co_await ok(files_.put(context, name, request.data().size(), picture));
    v1::UploadPictureResponse response;
    response.mutable_picture()->set_url("/pictures/" + name);
    response.mutable_picture()->set_width(format->width);
    response.mutable_picture()->set_height(format->height);
    co_return response;
}

Task<Result<v1::GetPictureResponse>> PictureService::GetPicture(CallContext& context,
                                                                const v1::GetPictureRequest& request) {
    TextSink picture;
    const auto info = co_await ok(files_.get(context, request.name(), picture));
    if (!info || !info->content_type.starts_with("image/")) {
        co_return reason::not_found("There is no such picture.");
    }
    context.reply_headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    // A drawing opened by itself may run nothing and load nothing.
    context.reply_headers.emplace_back("content-security-policy",
                                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    v1::GetPictureResponse response;
    response.set_content_type(info->content_type);
    response.set_data(std::move(picture.text()));
    co_return response;
}

}  // namespace ecommerce::product
