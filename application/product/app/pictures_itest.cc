// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_fixture.h"
#include "framework/call/reasons.h"
#include "framework/runtime/join.h"

namespace ecommerce::product {
namespace {

using namespace std::string_literals;

class PicturesTest : public ProductFixture {
protected:
    Result<v1::UploadPictureResponse> upload(const std::string& bytes, std::int64_t shop_id = kShop) {
        auto seller = as_seller(shop_id);
        v1::UploadPictureRequest request;
        request.set_data(bytes);
        return run(pictures().UploadPicture(seller, request));
    }
    // Another picture for each shade: one pixel.
    static std::string gif(char shade) {
        return "GIF89a\x01\0\x01\0\x80\0\0"s + std::string(6, shade) +
               ",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"s;
    }
    static std::string little16(int value) { return {char(value), char(value >> 8)}; }
    // Two rows of black. Codes have 3 bits: 4 forgets what was packed, so that each pixel is a 0; 5 is the end.
    static std::string wide(int width) {
        std::string packed;
        unsigned held = 0;
        int bits = 0;
        const auto put = [&](unsigned code) {
            held |= code << bits;
            for (bits += 3; bits >= 8; bits -= 8, held >>= 8) packed += char(held);
        };
        for (int i = 0; i < 2 * width; ++i) {
            put(4);
            put(0);
        }
        for (const unsigned code : {5, 0, 0, 0}) put(code);
        auto file = "GIF89a" + little16(width) + little16(2) + "\x80\0\0"s + std::string(6, '\0') +
                    ",\0\0\0\0"s + little16(width) + little16(2) + "\0\x02"s;
        for (std::size_t at = 0; at < packed.size(); at += 255) {
            const auto block = packed.substr(at, 255);
            file += char(block.size()) + block;
        }
        return file + "\0;"s;
    }
    static std::string file_of(const std::string& url, int width) {
        const auto name = url.substr(url.rfind('/') + 1);
        return name.substr(0, name.find('_')) + "_" + std::to_string(width) + ".webp";
    }
    bool is_there(const std::string& url) {
        const auto found = run(files.find(context, url.substr(url.rfind('/') + 1)));
        return found && found->has_value();
    }
    std::string show(const std::string& url) {
        auto seller = as_seller();
        auto request = new_product("Mug");
        request.mutable_pictures(0)->set_url(url);
        auto created = run(shop().CreateProduct(seller, request));
        return created ? "" : created.error().reason();
    }
};

TEST_F(PicturesTest, AreStoredInEveryWidthUnderOneName) {
    const auto uploaded = upload(wide(900)).value().picture();
    EXPECT_EQ(uploaded.width(), 900U);
    EXPECT_EQ(uploaded.height(), 2U);
    ASSERT_TRUE(uploaded.url().ends_with("_1600.webp")) << uploaded.url();
    for (const int width : {400, 800, 1600}) {
        v1::GetPictureRequest get;
        get.set_name(file_of(uploaded.url(), width));
        const auto file = run(pictures().GetPicture(context, get)).value();
        EXPECT_EQ(file.content_type(), "image/webp");
        EXPECT_TRUE(file.data().starts_with("RIFF")) << width;
    }
    const auto small = upload(png() + "place and camera").value().picture();
    EXPECT_EQ(small.width(), 8U);
    EXPECT_TRUE(small.url().ends_with("_400.webp")) << small.url();
}

TEST_F(PicturesTest, TheSameUploadIsKnown) {
    const auto first = upload(png()).value().picture();
    for (int i = 0; i < kPicturesADay + 1; ++i) {
        const auto again = upload(png()).value().picture();
        EXPECT_EQ(again.url(), first.url());
        EXPECT_EQ(again.width(), first.width());
    }
    EXPECT_EQ(temporary().value("SELECT pictures FROM picture_uploads"), "1");
    // It counts as uploaded anew.
    clock.advance(std::chrono::hours(23));
    upload(png());
    clock.advance(std::chrono::hours(23));
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 0);
}

TEST_F(PicturesTest, TwoUploadsOfTheSameAtOnceGiveOne) {
    const auto once = [this]() -> Task<Result<v1::UploadPictureResponse>> {
        auto seller = as_seller();
        v1::UploadPictureRequest request;
        request.set_data(wide(500));
        co_return co_await pictures().UploadPicture(seller, request);
    };
    const auto [one, other] = run(runtime::both(once(), once()));
    ASSERT_TRUE(one && other);
    EXPECT_EQ(one->picture().url(), other->picture().url());
    EXPECT_EQ(temporary().value("SELECT COUNT(*) || ', ' || BOOL_AND(stored) FROM pictures"), "1, true");
    EXPECT_EQ(show(one->picture().url()), "");
}

TEST_F(PicturesTest, RefusesByKindWholenessAndSize) {
    EXPECT_EQ(upload("<svg/>").error().reason(), v1::reason::kPictureType);
    EXPECT_EQ(upload(png().substr(0, 40)).error().reason(), v1::reason::kPictureBroken);
    EXPECT_EQ(upload(wide(8001), kShop + 1).error().reason(), v1::reason::kPictureTooLarge);
    EXPECT_EQ(upload(png() + std::string(kPictureBytesMax, '\0')).error().code(), Code::too_large);
    EXPECT_TRUE(upload(png() + std::string(kPictureBytesMax - png().size(), '\0')));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM pictures"), "1");
}

TEST_F(PicturesTest, EachUploadsSoManyNewPicturesADay) {
    for (int i = 0; i < kPicturesADay; ++i) EXPECT_TRUE(upload(gif(char('a' + i))));
    const auto refused = upload(gif('z')).error();
    EXPECT_EQ(refused.reason(), v1::reason::kPictureQuota);
    EXPECT_GT(refused.retry_after_seconds(), 0);
    EXPECT_LE(refused.retry_after_seconds(), 24 * 3600);
    EXPECT_TRUE(upload(gif('a'))) << "it is there already";
    EXPECT_TRUE(upload(gif('z'), kShop + 1));
    clock.advance(std::chrono::hours(24));
    EXPECT_TRUE(upload(gif('x')));
}

TEST_F(PicturesTest, ABuyerHasAQuotaOfTheirOwn) {
    auto buyer = testing::context_with();
    buyer.principal = {.user_id = 77, .roles = RoleSet().with(Role::customer)};
    v1::UploadPictureRequest request;
    for (int i = 0; i < kPicturesADay - 1; ++i) {
        request.set_data(gif(char('a' + i)));
        EXPECT_TRUE(run(pictures().UploadPicture(buyer, request)));
    }
    request.set_data(gif('z'));
    EXPECT_EQ(run(pictures().UploadPicture(buyer, request)).error().reason(), v1::reason::kPictureQuota);
    EXPECT_TRUE(upload(gif('y'))) << "a shop has its own";
}

TEST_F(PicturesTest, WhatNothingShowsIsSweptAfterADay) {
    const auto shown = upload(gif('a')).value().picture().url();
    const auto unused = upload(wide(900)).value().picture().url();
    EXPECT_EQ(show(shown), "");
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 0);
    clock.advance(std::chrono::hours(25));
    const auto young = upload(gif('c')).value().picture().url();
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 1);
    EXPECT_TRUE(is_there(shown));
    EXPECT_TRUE(is_there(young));
    for (const int width : {400, 800, 1600}) EXPECT_FALSE(is_there(file_of(unused, width))) << width;
    EXPECT_EQ(show(unused), v1::reason::kPictureUnknown);
    EXPECT_EQ(upload(wide(900)).value().picture().url(), unused);
    EXPECT_TRUE(is_there(file_of(unused, 400)));
    EXPECT_EQ(show(unused), "");
    // What a sweeper left half done can be shown by nothing, until it is uploaded anew.
    temporary().execute("UPDATE pictures SET stored = FALSE, kept_at = NULL");
    EXPECT_EQ(show(young), v1::reason::kPictureUnknown);
    EXPECT_TRUE(upload(gif('c')));
    EXPECT_EQ(show(young), "");
    EXPECT_EQ(show("/pictures/" + file_of(unused, 400)), v1::reason::kPictureUnknown) << "a part of another";
}

TEST_F(PicturesTest, OtherServicesKeepWhatTheyShow) {
    const auto logo = upload(gif('a')).value().picture();
    v1::KeepPicturesRequest keep;
    keep.add_pictures()->set_url(logo.url());
    keep.mutable_pictures(0)->set_alt("Our logo");
    const auto kept = run(pictures().KeepPictures(context, keep)).value();
    EXPECT_EQ(kept.pictures(0).width(), 1U);
    EXPECT_EQ(kept.pictures(0).alt(), "Our logo");
    clock.advance(std::chrono::hours(25));
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 0);
    // A drawing that the platform put there has any size.
    put_file("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    keep.mutable_pictures(0)->set_url("/pictures/logo.svg");
    keep.mutable_pictures(0)->set_width(300);
    EXPECT_EQ(run(pictures().KeepPictures(context, keep)).value().pictures(0).width(), 300U);
    keep.mutable_pictures(0)->set_url("//evil.example/x.png");
    EXPECT_EQ(run(pictures().KeepPictures(context, keep)).error().reason(), v1::reason::kPictureUnknown);
}

}  // namespace
}  // namespace ecommerce::product
