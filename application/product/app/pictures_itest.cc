// SPDX-License-Identifier: Apache-2.0
#include "application/product/product_fixture.h"
#include "framework/call/reasons.h"

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
    // Another picture for each shade: one colour of 8 by 8.
    static std::string gif(char shade) {
        return "GIF89a\x08\0\x08\0\x80\0\0"s + std::string(6, shade) +
               ",\0\0\0\0\x08\0\x08\0\0\x02\x03pix\0;"s;
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

TEST_F(PicturesTest, WhatIsStoredIsThePictureAlone) {
    const auto uploaded = upload(png() + "place and camera").value().picture();
    EXPECT_EQ(uploaded.width(), 8U);
    EXPECT_EQ(upload(png()).value().picture().url(), uploaded.url());
    v1::GetPictureRequest get;
    get.set_name(uploaded.url().substr(uploaded.url().rfind('/') + 1));
    EXPECT_EQ(run(pictures().GetPicture(context, get)).value().data(), png());
}

TEST_F(PicturesTest, RefusesByKindWholenessAndSize) {
    EXPECT_EQ(upload("<svg/>").error().reason(), v1::reason::kPictureType);
    EXPECT_EQ(upload(png().substr(0, 40)).error().reason(), v1::reason::kPictureBroken);
    EXPECT_EQ(upload(png() + std::string(kPictureBytesMax, '\0')).error().code(), Code::too_large);
    EXPECT_TRUE(upload(png() + std::string(kPictureBytesMax - png().size(), '\0')));
    for (const int side : {6000, 9000}) {
        auto wide = gif('a');
        for (const std::size_t at : {6, 8}) {
            wide[at] = char(side);
            wide[at + 1] = char(side >> 8);
        }
        EXPECT_EQ(upload(wide).error().reason(), v1::reason::kPictureTooLarge) << side;
    }
}

TEST_F(PicturesTest, AShopUploadsSoManyNewPicturesADay) {
    for (int i = 0; i < kPicturesADay; ++i) EXPECT_TRUE(upload(gif(char('a' + i))));
    const auto refused = upload(gif('z')).error();
    EXPECT_EQ(refused.reason(), v1::reason::kPictureQuota);
    EXPECT_GT(refused.retry_after_seconds(), 0);
    EXPECT_LE(refused.retry_after_seconds(), 24 * 3600);
    EXPECT_TRUE(upload(gif('a'))) << "it is there already";
    EXPECT_TRUE(upload(gif('z'), kShop + 1));
    clock.advance(std::chrono::hours(24));
    EXPECT_TRUE(upload(gif('y')));
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
    const auto unused = upload(gif('b')).value().picture().url();
    EXPECT_EQ(show(shown), "");
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 0);
    clock.advance(std::chrono::hours(25));
    const auto young = upload(gif('c')).value().picture().url();
    EXPECT_EQ(run(picture_sweeper().sweep(context, 10)).value(), 1);
    EXPECT_TRUE(is_there(shown));
    EXPECT_TRUE(is_there(young));
    EXPECT_FALSE(is_there(unused));
    EXPECT_EQ(show(unused), v1::reason::kPictureUnknown);
    EXPECT_EQ(upload(gif('b')).value().picture().url(), unused);
    EXPECT_EQ(show(unused), "");
    // What a sweeper left half done can be shown by nothing, until it is uploaded anew.
    temporary().execute("UPDATE pictures SET stored = FALSE, kept_at = NULL");
    EXPECT_EQ(show(young), v1::reason::kPictureUnknown);
    EXPECT_TRUE(upload(gif('c')));
    EXPECT_EQ(show(young), "");
}

TEST_F(PicturesTest, OtherServicesKeepWhatTheyShow) {
    const auto logo = upload(gif('a')).value().picture();
    v1::KeepPicturesRequest keep;
    keep.add_pictures()->set_url(logo.url());
    keep.mutable_pictures(0)->set_alt("Our logo");
    const auto kept = run(pictures().KeepPictures(context, keep)).value();
    EXPECT_EQ(kept.pictures(0).width(), 8U);
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
