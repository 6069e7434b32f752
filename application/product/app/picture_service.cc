// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_service.h"

#include "application/product/app/picture_files.h"
#include "framework/auth/digest.h"
#include "framework/call/reasons.h"
#include "framework/text/hex.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

// Digests have upper-case letters and '-' at any place; file names are lower-case hexadecimal.
std::string digest_of(const std::string& bytes) {
    return text::to_hex(auth::digest_id("picture", bytes));
}

Error refusal(pictures::PictureRefusal why) {
    switch (why) {
    case pictures::PictureRefusal::kind:
        return v1::reason::picture_type("The file is not a JPEG, PNG, WebP, GIF, AVIF or HEIC picture.");
    case pictures::PictureRefusal::size:
        return v1::reason::picture_too_large(
            "A picture has at most 8,000 pixels on a side, 25 million in all, and 500 frames.");
    case pictures::PictureRefusal::broken: break;
    }
    return v1::reason::picture_broken("The file is damaged or not whole.");
}

int seconds_to_next_day(Timestamp now) {
    const auto next = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
    return int(std::chrono::ceil<std::chrono::seconds>(next - now).count());
}

v1::UploadPictureResponse shown(const PictureRow& row) {
    v1::UploadPictureResponse response;
    response.mutable_picture()->set_url("/pictures/" + row.name);
    response.mutable_picture()->set_width(std::uint32_t(row.width));
    response.mutable_picture()->set_height(std::uint32_t(row.height));
    return response;
}

}  // namespace

Task<Result<void>> PictureService::take_turn(CallContext& context) const {
    const auto now = clock_.now();
    const auto& who = context.principal;
    const bool sells = who.shop_id != 0;
    const auto uploader =
        sells ? "shop " + std::to_string(who.shop_id) : "account " + std::to_string(who.user_id);
    const auto most = sells || who.roles.has(Role::admin) ? quota_.of_shops : quota_.of_accounts;
    if (co_await ok(pictures_.count_upload(context, uploader, now, most))) co_return {};
    co_return v1::reason::picture_quota("That were enough new pictures for a day.")
        .retry_after(seconds_to_next_day(now));
}

Task<Result<v1::UploadPictureResponse>> PictureService::UploadPicture(
    CallContext& context, const v1::UploadPictureRequest& request) {
    if (request.data().size() > kPictureBytesMax) {
        co_return reason::body_too_large("A picture has at most 5 MiB.");
    }
    const auto digest = digest_of(request.data());
    const auto known = co_await ok(pictures_.renew(context, possible_names(digest), clock_.now()));
    if (!known.empty()) co_return shown(known.front());
    // Counted before the work, which is what costs.
    co_await ok(take_turn(context));
    auto encoding = co_await ok(encoder_.encode(context, request.data()));
    if (!encoding) co_return refusal(encoding.error());
    co_return shown(co_await ok(store(context, digest, *encoding)));
}

Task<Result<PictureRow>> PictureService::store(CallContext& context, const std::string& digest,
                                               pictures::EncodedPicture& encoded) const {
    const PictureRow row{.name = uploaded_name(digest, encoded.files.back().width),
                         .width = std::int32_t(encoded.width),
                         .height = std::int32_t(encoded.height)};
    // The row comes first: from then on the sweeper leaves the files alone.
    co_await ok(pictures_.begin(context, row, clock_.now()));
    for (auto& file : encoded.files) {
        const auto size = file.webp.size();
        TextSource bytes(std::move(file.webp));
        co_await ok(files_.put(context, uploaded_name(digest, file.width), size, bytes));
    }
    co_await ok(pictures_.finish(context, row.name));
    co_return row;
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
