// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/clean_picture.h"

#include <gtest/gtest.h>

#include "application/product/domain/crc32.h"

namespace ecommerce::product {
namespace {

using namespace std::string_literals;

constexpr const char* kSecret = "48.8584 N, 2.2945 E";

std::string big32(std::uint32_t value) {
    return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}

std::string little32(std::uint32_t value) {
    return {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
}

std::string png_chunk(const std::string& kind, const std::string& data) {
    const auto checked = kind + data;
    return big32(std::uint32_t(data.size())) + checked + big32(crc32(checked));
}

std::string png(const std::string& more = "") {
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", big32(8) + big32(6) + "\x08\0\0\0\0"s) + more +
           png_chunk("IDAT", "compressed") + png_chunk("IEND", "");
}

std::string segment(char marker, const std::string& data) {
    return "\xff"s + marker + char((data.size() + 2) >> 8) + char(data.size() + 2) + data;
}

std::string exif(char orientation) {
    return segment('\xe1', "Exif\0\0II*\0\x08\0\0\0\x02\0"s + "\x0f\x01\x02\0\x14\0\0\0\x40\0\0\0"s +
                               "\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0\0\0\0\0"s + kSecret);
}

std::string jpeg(const std::string& more = "") {
    return "\xff\xd8"s + segment('\xe0', "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s) + more +
           segment('\xc0', "\x08\0\x06\0\x08\x01\x01\x11\0"s) + segment('\xda', "\x01\x01\0\0\x3f\0"s) +
           "pixels\xff\0pixels\xff\xd0pixels\xff\xd9"s;
}

std::string webp_chunk(const std::string& kind, const std::string& data) {
    return kind + little32(std::uint32_t(data.size())) + data + (data.size() % 2 == 1 ? "\0"s : ""s);
}

std::string webp(char flags, const std::string& more = "") {
    const auto chunks = webp_chunk("VP8X", flags + "\0\0\0\x07\0\0\x05\0\0"s) + more +
                        webp_chunk("VP8L", "\x2f\x07\x40\x01\0pixels"s);
    return "RIFF" + little32(std::uint32_t(chunks.size() + 4)) + "WEBP" + chunks;
}

std::string gif(const std::string& more = "") {
    return "GIF89a\x08\0\x06\0\x80\0\0"s + "abcdef" + "!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"s + more +
           "!\xf9\x04\0\0\0\0\0"s + ",\0\0\0\0\x08\0\x06\0\0\x02\x03pix\0;"s;
}

const std::string kGifComment = "!\xfe\x13"s + kSecret + "\0"s;

static_assert(crc32("123456789") == 0xcbf43926);

TEST(CleanPicture, KeepsAWholePictureAsItIs) {
    for (const auto& file : {png(), png(png_chunk("tRNS", "x")), jpeg(), webp('\0'), gif()}) {
        const auto clean = clean_picture(file);
        ASSERT_TRUE(clean);
        EXPECT_EQ(clean->bytes, file);
        EXPECT_EQ(clean->format.width, 8U);
        EXPECT_EQ(clean->format.height, 6U);
    }
}

TEST(CleanPicture, LeavesBehindWhatTellsOfTheMaker) {
    const auto xmp = "http://ns.adobe.com/xap/1.0/\0"s + kSecret;
    for (const auto& [file, bare] : std::vector<std::pair<std::string, std::string>>{
             {png(png_chunk("tEXt", kSecret) + png_chunk("eXIf", kSecret)), png()},
             {png() + kSecret, png()},
             {jpeg(exif('\x01') + segment('\xe1', xmp) + segment('\xed', kSecret) + segment('\xfe', kSecret)),
              jpeg()},
             {jpeg() + kSecret, jpeg()},
             {webp('\x0c', webp_chunk("EXIF", kSecret) + webp_chunk("XMP ", kSecret)), webp('\0')},
             {webp('\0') + kSecret, webp('\0')},
             {gif(kGifComment), gif()},
             {gif() + kSecret, gif()}}) {
        const auto clean = clean_picture(file);
        ASSERT_TRUE(clean);
        EXPECT_EQ(clean->bytes, bare);
    }
}

TEST(CleanPicture, ATurnedPictureStaysTurned) {
    const auto clean = clean_picture(jpeg(exif('\x06')));
    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->format.width, 6U);
    EXPECT_EQ(clean->format.height, 8U);
    EXPECT_EQ(clean->bytes.find(kSecret), std::string::npos);
    const auto again = clean_picture(clean->bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->bytes, clean->bytes);
    EXPECT_EQ(again->format.width, 6U);
}

TEST(CleanPicture, RefusesWhatIsCut) {
    for (const auto& file : {png(), jpeg(exif('\x06')), webp('\0'), gif(kGifComment)}) {
        ASSERT_TRUE(clean_picture(file));
        for (std::size_t size = 0; size < file.size(); ++size) {
            EXPECT_FALSE(clean_picture(file.substr(0, size))) << size << " of " << file.size();
        }
    }
}

TEST(CleanPicture, RefusesWhatIsDamaged) {
    auto wrong_sum = png();
    wrong_sum[wrong_sum.size() - 1] = '\0';
    auto smaller_inside = webp('\0');
    smaller_inside[24] = '\x09';
    for (const auto& file : {wrong_sum, smaller_inside, "GIF89a\x01\0\x01\0<script>alert(1)</script>"s,
                             png(png_chunk("EVIL", "")), "\x89PNG\r\n\x1a\n"s + png_chunk("IEND", "")}) {
        EXPECT_FALSE(clean_picture(file));
    }
}

}  // namespace
}  // namespace ecommerce::product
