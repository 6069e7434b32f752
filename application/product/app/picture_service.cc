// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_service.h"

#include <algorithm>

#include "application/product/domain/clean_picture.h"
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

Result<CleanPicture> check(const std::string& data) {
    if (data.size() > kPictureBytesMax) return fail(reason::body_too_large("A picture has at most 5 MiB."));
    const auto format = picture_format(data);
    if (!format) return fail(v1::reason::picture_type("The file is not a PNG, JPEG, WebP or GIF picture."));
    if (std::max(format->width, format->height) > kPictureSideMax ||
        std::uint64_t(format->width) * format->height > kPictureAreaMax) {
        return fail(v1::reason::picture_too_large(
            "A picture has at most 8,000 pixels on a side and 25 million in all."));
    }
    auto clean = clean_picture(data);
    if (!clean) return fail(v1::reason::picture_broken("The file is damaged or not whole."));
    return *std::move(clean);
}

std::string uploader(const Principal& principal) {
    return principal.shop_id != 0 ? "shop " + std::to_string(principal.shop_id)
                                  : "account " + std::to_string(principal.user_id);
}

int seconds_to_next_day(Timestamp now) {
    const auto next = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
    return int(std::chrono::ceil<std::chrono::seconds>(next - now).count());
}

}  // namespace

Task<Result<void>> PictureService::take_turn(CallContext& context, const std::string& name) const {
    const std::vector<std::string> names{name};
    const auto known = co_await ok(pictures_.find(context, names));
    if (!known.empty() && known.front().stored) co_return {};
    const auto now = clock_.now();
    const auto& who = context.principal;
    const bool buyer = who.shop_id == 0 && !who.roles.has(Role::admin);
    const auto counted = co_await ok(
        pictures_.count_upload(context, uploader(who), now, buyer ? quotas_.buyer : quotas_.shop));
    if (counted) co_return {};
    co_return v1::reason::picture_quota("That were enough new pictures for a day.")
        .retry_after(seconds_to_next_day(now));
}

Task<Result<v1::UploadPictureResponse>> PictureService::UploadPicture(
    CallContext& context, const v1::UploadPictureRequest& request) {
    auto picture = co_await ok(check(request.data()));
    const auto name = name_of(picture.bytes, picture.format.ending);
    co_await ok(take_turn(context, name));
    const PictureRow row{.name = name,
                         .width = std::int32_t(picture.format.width),
                         .height = std::int32_t(picture.format.height)};
    // The row comes first: from then on the sweeper leaves the file alone.
    co_await ok(pictures_.begin(context, row, clock_.now()));
    const auto size = picture.bytes.size();
    TextSource bytes(std::move(picture.bytes));
    co_await ok(files_.put(context, name, size, bytes));
    co_await ok(pictures_.finish(context, name));
    v1::UploadPictureResponse response;
    response.mutable_picture()->set_url("/pictures/" + name);
    response.mutable_picture()->set_width(picture.format.width);
    response.mutable_picture()->set_height(picture.format.height);
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

Task<Result<v1::KeepPicturesResponse>> PictureService::KeepPictures(CallContext& context,
                                                                    const v1::KeepPicturesRequest& request) {
    v1::KeepPicturesResponse response;
    std::vector<common::v1::Picture*> shown;
    for (const auto& picture : request.pictures()) {
        auto& out = *response.add_pictures();
        out = picture;
        shown.push_back(&out);
    }
    co_await ok(own_.keep(context, std::move(shown)));
    co_return response;
}

}  // namespace ecommerce::product
