// SPDX-License-Identifier: Apache-2.0
#include "framework/pictures/picture_encoder.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "framework/pictures/sample_pictures.h"
#include "framework/runtime/join.h"
#include "framework/testing/run.h"

// The encoder of HEIC, which tests alone use, forgets a block of memory.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libx265\n";
}  // NOLINT(bugprone-reserved-identifier)

namespace ecommerce::pictures {
namespace {

using namespace std::string_literals;

class Libvips : public ::testing::Environment {
public:
    void SetUp() override { ASSERT_EQ(VIPS_INIT("test"), 0); }
    void TearDown() override { vips_shutdown(); }
};
const auto* const kLibvips = ::testing::AddGlobalTestEnvironment(new Libvips);

class PictureEncoderTest : public ::testing::Test {
protected:
    Encoding encode(const std::string& bytes) {
        auto context = testing::context_with(std::chrono::seconds(55));
        auto encoded = testing::run(loops, encoder.encode(context, bytes));
        EXPECT_TRUE(encoded) << encoded.error().message();
        return encoded ? *encoded : Encoding();
    }
    EncodedPicture picture(const std::string& bytes) {
        auto encoded = encode(bytes);
        EXPECT_TRUE(encoded);
        return encoded ? *encoded : EncodedPicture();
    }
    // "done" or why not.
    std::string verdict(const std::string& bytes) {
        const auto encoded = encode(bytes);
        if (encoded) return "done";
        switch (encoded.error()) {
        case PictureRefusal::kind: return "kind";
        case PictureRefusal::size: return "size";
        case PictureRefusal::broken: return "broken";
        }
        return "";
    }
    // "400: 400x300, …": the names' widths and the real sizes.
    static std::string sizes(const EncodedPicture& picture) {
        std::string text;
        for (const auto& file : picture.files) {
            const auto image = opened(file.webp);
            text += (text.empty() ? "" : ", ") + std::to_string(file.width) + ": " +
                    std::to_string(image.width()) + "x" + std::to_string(image.height());
        }
        return text;
    }

    runtime::Loops loops{1};
    PictureEncoder encoder{2};
};

// One of each kind that is taken.
std::vector<std::pair<std::string, std::string>> all_kinds(const vips::VImage& image) {
    return {{"JPEG", saved(image, ".jpg[Q=95]")},
            {"progressive JPEG", saved(image, ".jpg[Q=95,interlace]")},
            {"CMYK JPEG", saved(image.colourspace(VIPS_INTERPRETATION_CMYK), ".jpg[Q=95]")},
            {"JPEG in another space of colours",
             saved(image.icc_export(vips::VImage::option()->set("output_profile", "p3")), ".jpg")},
            {"PNG", saved(image, ".png")},
            {"PNG with a palette", saved(image, ".png[palette]")},
            {"interlaced PNG", saved(image, ".png[interlace]")},
            {"PNG of 16 bits", saved(image.colourspace(VIPS_INTERPRETATION_RGB16), ".png")},
            {"WebP", saved(image, ".webp")},
            {"lossless WebP", saved(image, ".webp[lossless]")},
            {"GIF", saved(image, ".gif")},
            {"AVIF", saved(image, ".avif[effort=0]")},
            {"AVIF of 12 bits",
             saved(image.colourspace(VIPS_INTERPRETATION_RGB16), ".avif[effort=0,bitdepth=12]")},
            {"HEIC of 10 bits",
             saved(image.colourspace(VIPS_INTERPRETATION_RGB16), ".heic[compression=hevc,bitdepth=10]")},
            {"HEIC", saved(image, ".heic[compression=hevc,effort=0]")}};
}

TEST_F(PictureEncoderTest, TakesEveryKindThatPeopleHave) {
    for (const auto& [kind, file] : all_kinds(quarters(600, 300))) {
        const auto encoded = picture(file);
        EXPECT_EQ(sizes(encoded), "400: 400x200, 800: 600x300") << kind;
        for (const auto& made : encoded.files) EXPECT_EQ(corners(opened(made.webp)), "RGBW") << kind;
    }
}

TEST_F(PictureEncoderTest, MakesThreeWidthsAndEnlargesNothing) {
    EXPECT_EQ(sizes(picture(saved(quarters(400, 200), ".png"))), "400: 400x200");
    EXPECT_EQ(sizes(picture(saved(quarters(2, 2), ".png"))), "400: 2x2");
    EXPECT_EQ(sizes(picture(saved(quarters(402, 200), ".png"))), "400: 400x199, 800: 402x200");
    EXPECT_EQ(sizes(picture(saved(quarters(802, 400), ".png"))), "400: 400x200, 800: 800x399, 1600: 802x400");
    const auto large = picture(saved(quarters(4000, 3000), ".jpg"));
    EXPECT_EQ(sizes(large), "400: 400x300, 800: 800x600, 1600: 1600x1200");
    EXPECT_EQ(large.width, 1600);
    EXPECT_EQ(large.height, 1200);
    EXPECT_EQ(sizes(picture(saved(quarters(200, 8000), ".png"))), "400: 200x8000");
}

TEST_F(PictureEncoderTest, TurnsUprightAndTellsNothingOfItsMaker) {
    for (const char* format : {".jpg", ".webp"}) {
        // What stands upright, turned as a camera on its side would have seen it.
        const auto file = saved(with_place(quarters(600, 300).rot270(), 6), format);
        EXPECT_NE(file.find("Eiffel"), std::string::npos) << format;
        const auto encoded = picture(file + "and more of the Eiffel tower");
        EXPECT_EQ(encoded.width, 600) << format;
        EXPECT_EQ(encoded.height, 300) << format;
        for (const auto& made : encoded.files) {
            EXPECT_EQ(corners(opened(made.webp)), "RGBW") << format;
            for (const char* secret : {"Eiffel", "EXIF", "Exif", "XMP ", "ICCP"}) {
                EXPECT_EQ(made.webp.find(secret), std::string::npos) << format << secret;
            }
        }
    }
}

TEST_F(PictureEncoderTest, KeepsTransparency) {
    const auto half = (vips::VImage::black(600, 300) + 128.0).cast(VIPS_FORMAT_UCHAR);
    const auto grey =
        half.bandjoin(half).copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_B_W));
    for (const auto& file : {saved(grey, ".png"), saved(quarters(600, 300).bandjoin(half), ".png"),
                             saved(quarters(600, 300).bandjoin(half), ".avif[effort=0]")}) {
        for (const auto& made : picture(file).files) {
            const auto image = opened(made.webp);
            ASSERT_EQ(image.bands(), 4);
            EXPECT_NEAR(image.getpoint(10, 10).at(3), 128, 2);
        }
    }
}

TEST_F(PictureEncoderTest, AnimationsMove) {
    for (const char* format : {".gif", ".webp"}) {
        const auto encoded = picture(saved(animation(500, 4), format));
        EXPECT_EQ(encoded.width, 500);
        EXPECT_EQ(encoded.height, 500) << format;
        ASSERT_EQ(encoded.files.size(), 2U);
        for (const auto& made : encoded.files) {
            const auto image = opened(made.webp);
            EXPECT_EQ(vips_image_get_n_pages(image.get_image()), 4) << format;
            EXPECT_EQ(vips_image_get_page_height(image.get_image()), image.width()) << format;
            EXPECT_EQ(image.get_array_int("delay"), std::vector<int>(4, 70)) << format;
            EXPECT_GT(image.getpoint(9, image.width() + 9).at(0), 128) << format;
        }
    }
}

TEST_F(PictureEncoderTest, RefusesWhatIsNoPictureThatItKnows) {
    for (const auto& file : {""s, "x"s, "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"s,
                             "%PDF-1.7\n"s, "BM"s + std::string(60, '\0'), "text"s, "id=ImageMagick\n"s,
                             saved(quarters(8, 8), ".tif"), saved(quarters(8, 8), ".ppm")}) {
        EXPECT_EQ(verdict(file), "kind") << file.substr(0, 20);
    }
}

TEST_F(PictureEncoderTest, RefusesWhatIsCut) {
    const auto noise = vips::VImage::gaussnoise(300, 300).cast(VIPS_FORMAT_UCHAR);
    for (const auto& [kind, file] :
         all_kinds(quarters(300, 300).bandjoin(noise).extract_band(0, vips::VImage::option()->set("n", 3)))) {
        for (const std::size_t part : {9, 4}) {
            EXPECT_EQ(verdict(file.substr(0, file.size() * part / 10)), "broken") << kind << part;
        }
    }
}

TEST_F(PictureEncoderTest, RefusesAWrongSum) {
    const auto file = saved(quarters(300, 300), ".png");
    const auto data = file.find("IDAT");
    for (const auto at : {data + 40, file.find("IEND") - 6, file.find("IHDR") + 18}) {
        auto damaged = file;
        damaged[at] = char(damaged[at] ^ 0x55);
        EXPECT_EQ(verdict(damaged), "broken") << at;
    }
}

std::string big32(std::uint32_t value) {
    return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}

std::string png_chunk(const std::string& checked) {
    std::uint32_t sum = ~0U;
    for (const char byte : checked) {
        sum ^= std::uint8_t(byte);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (sum & 1U ? 0xedb88320U : 0U);
    }
    return big32(std::uint32_t(checked.size() - 4)) + checked + big32(~sum);
}

// What says how large a picture is, and nothing of it.
std::string png_head(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR" + big32(width) + big32(height) + "\x08\x02\0\0\0"s) +
           png_chunk("IDAT") + png_chunk("IEND");
}

TEST_F(PictureEncoderTest, LeavesTextsBehind) {
    auto file = saved(quarters(8, 8), ".png");
    file.insert(file.find("IHDR") + 21, png_chunk("tEXtPlace\0Eiffel tower"s));
    EXPECT_EQ(picture(file).files.at(0).webp.find("Eiffel"), std::string::npos);
}

TEST_F(PictureEncoderTest, RefusesBombsBeforeTheyUnfold) {
    for (const auto& [width, height] :
         {std::pair(30'000, 30'000), {8000, 8000}, {8001, 8}, {8, 8001}, {8000, 3126}}) {
        EXPECT_EQ(verdict(png_head(width, height)), "size") << width;
    }
    EXPECT_EQ(verdict(png_head(8000, 3125)), "broken") << "within the limits, but there is nothing in it";
    EXPECT_EQ(verdict(saved(animation(2, kFramesMax), ".gif")), "done");
    EXPECT_EQ(verdict(saved(animation(2, kFramesMax + 1), ".gif")), "size");
    std::string frames = "GIF89a\xe8\x03\xe8\x03\x80\0\0"s + std::string(6, '\x7f');
    for (int i = 0; i < 26; ++i) frames += ",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"s;
    EXPECT_EQ(verdict(frames + ";"), "size") << "26 frames of 1,000 by 1,000";
}

TEST_F(PictureEncoderTest, RefusesWhatCannotBeMadeSmall) {
    const auto noise = [] {
        const auto image = vips::VImage::gaussnoise(1600, 3500, vips::VImage::option()->set("sigma", 100.0));
        return image.linear(1, 128).cast(VIPS_FORMAT_UCHAR);
    };
    EXPECT_EQ(verdict(saved(noise().bandjoin(noise()), ".png[compression=0]")), "size");
}

TEST_F(PictureEncoderTest, TheSameGivesTheSame) {
    const auto file = saved(quarters(900, 600), ".jpg");
    const auto one = [this](const std::string& bytes) -> Task<Result<Encoding>> {
        auto context = testing::context_with();
        co_return co_await encoder.encode(context, bytes);
    };
    const auto [a, b] = testing::run(loops, runtime::both(one(file), one(file)));
    ASSERT_TRUE(a && *a && b && *b);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ((*a)->files.at(i).webp, (*b)->files.at(i).webp);
}

TEST_F(PictureEncoderTest, EndsAtTheDeadline) {
    const auto file = saved(quarters(900, 600), ".jpg");
    for (const int milliseconds : {0, 5}) {
        auto context = testing::context_with(std::chrono::milliseconds(milliseconds));
        const auto late = testing::run(loops, encoder.encode(context, file));
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code(), Code::deadline);
    }
}

}  // namespace
}  // namespace ecommerce::pictures
