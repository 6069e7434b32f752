// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_service.h"

#include <algorithm>

#include "application/product/domain/picture_format.h"
#include "framework/auth/digest.h"

#include "common/v1/error_reason.rpc.h"
#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

// Digests have upper-case letters and '-' at any place; file names are lower-case hexadecimal.
std::string name_of(const std::string& bytes, std::string_view ending) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string name = "p";
    for (const unsigned char c : auth::digest_id("picture", bytes)) {
        name += kHex[c >> 4];
        name += kHex[c & 15];
    }
    return name + "." + std::string(ending);
}

}  // namespace

Task<Result<v1::UploadPictureResponse>> PictureService::UploadPicture(
    CallContext&, const v1::UploadPictureRequest& request) {
    const auto format = picture_format(request.data());
    if (!format) {
        co_return fail(Code::invalid, std::string(v1::reason::kPictureType),
                       "The file is not a PNG, JPEG, WebP or GIF picture.");
    }
    if (std::max(format->width, format->height) > kPictureSideMax) {
        co_return fail(Code::invalid, std::string(v1::reason::kPictureTooLarge),
                       "The picture's sides are longer than 8,000 pixels.");
    }
    const auto name = name_of(request.data(), format->ending);
    auto stored = co_await files_.put(name, request.data());
    if (!stored) co_return fail(std::move(stored.error()));
    v1::UploadPictureResponse response;
    response.mutable_picture()->set_url("/pictures/" + name);
    response.mutable_picture()->set_width(format->width);
    response.mutable_picture()->set_height(format->height);
    co_return response;
}

Task<Result<v1::GetPictureResponse>> PictureService::GetPicture(CallContext& context,
                                                                const v1::GetPictureRequest& request) {
    const auto type = content_type_of(request.name());
    Result<std::optional<std::string>> bytes = std::nullopt;
    if (!type.empty()) bytes = co_await files_.get(request.name());
    if (!bytes) co_return fail(std::move(bytes.error()));
    if (!*bytes) {
        co_return fail(Code::not_found, std::string(common::v1::reason::kNotFound),
                       "There is no such picture.");
    }
    context.reply_headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    // A drawing opened by itself may run nothing and load nothing.
    context.reply_headers.emplace_back("content-security-policy",
                                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    v1::GetPictureResponse response;
    response.set_content_type(std::string(type));
    response.set_data(**std::move(bytes));
    co_return response;
}

}  // namespace ecommerce::product
