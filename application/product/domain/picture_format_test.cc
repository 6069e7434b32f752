// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/picture_format.h"

#include <string>

#include <gtest/gtest.h>

namespace ecommerce::product {
namespace {

using namespace std::string_literals;

TEST(PictureFormat, ReadsSizesFromHeaders) {
    const auto png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0"s;
    EXPECT_EQ(picture_format(png)->content_type, "image/png");
    EXPECT_EQ(picture_format(png)->width, 640U);
    EXPECT_EQ(picture_format(png)->height, 480U);
    const auto gif = "GIF89a\x0a\0\x14\0"s;
    EXPECT_EQ(picture_format(gif)->height, 20U);
    const auto jpeg = "\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\x64\0\xc8\3\1\x22\0"s;
    EXPECT_EQ(picture_format(jpeg)->width, 200U);
    EXPECT_EQ(picture_format(jpeg)->height, 100U);
    const auto webp = "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\1\0\xef\0\0"s;
    EXPECT_EQ(picture_format(webp)->width, 320U);
    EXPECT_EQ(picture_format(webp)->height, 240U);
}

TEST(PictureFormat, RefusesEverythingElse) {
    for (const auto& text :
         {""s, "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "GIF89a"s, "\x89PNG\r\n\x1a\n"s,
          "\xff\xd8\xff\xe0\0\0"s, "<html>"s, "RIFF\0\0\0\0WEBPVP8Z"s + std::string(20, '\0')}) {
        EXPECT_FALSE(picture_format(text)) << text;
    }
}

TEST(PictureFormat, SurvivesEveryCut) {
    const auto jpeg = "\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\x64\0\xc8\3\1\x22\0"s;
    for (std::size_t size = 0; size < jpeg.size(); ++size) (void)picture_format(jpeg.substr(0, size));
}

}  // namespace
}  // namespace ecommerce::product
