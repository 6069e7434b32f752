// SPDX-License-Identifier: Apache-2.0
// Pictures for tests, made and looked at with libvips.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <vips/vips8>

namespace ecommerce::pictures {

inline constexpr std::string_view kPlace = "Eiffel tower 48.8584 N";

// Four quarters: red and green above, blue and white below.
inline vips::VImage quarters(int width, int height) {
    const auto part = [&](double red, double green, double blue) {
        return (vips::VImage::black(width / 2, height / 2) + std::vector<double>{red, green, blue})
            .cast(VIPS_FORMAT_UCHAR)
            .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    };
    return vips::VImage::arrayjoin({part(255, 0, 0), part(0, 255, 0), part(0, 0, 255), part(255, 255, 255)},
                                   vips::VImage::option()->set("across", 2));
}

// "RGBW" of one that stands upright: what is in the middle of each quarter.
inline std::string corners(const vips::VImage& image) {
    std::string seen;
    const int height = vips_image_get_page_height(image.get_image());
    for (const int y : {height / 4, height * 3 / 4}) {
        for (const int x : {image.width() / 4, image.width() * 3 / 4}) {
            const auto pixel = image.getpoint(x, y);
            auto bands = pixel;
            bands.resize(3);
            const auto brightest = std::ranges::max_element(bands) - bands.begin();
            seen += std::ranges::min(bands) > 200 ? 'W' : "RGB"[brightest];
        }
    }
    return seen;
}

// `format` is an ending with libvips' options: ".jpg[Q=90]".
inline std::string saved(const vips::VImage& image, const std::string& format) {
    void* bytes = nullptr;
    std::size_t size = 0;
    image.write_to_buffer(format.c_str(), &bytes, &size);
    std::string file(static_cast<const char*>(bytes), size);
    g_free(bytes);
    return file;
}

// The bytes outlive the image. All frames, one below the other.
inline vips::VImage opened(const std::string& bytes) {
    return vips::VImage::new_from_buffer(bytes.data(), bytes.size(), "[n=-1]");
}

// Frames of one colour each, 70 ms long.
inline vips::VImage animation(int side, int frames) {
    std::vector<vips::VImage> all;
    for (int i = 0; i < frames; ++i) {
        all.push_back((vips::VImage::black(side, side) + std::vector<double>{255.0 * (i % 2), 0, 200})
                          .cast(VIPS_FORMAT_UCHAR)
                          .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB)));
    }
    auto image = vips::VImage::arrayjoin(all, vips::VImage::option()->set("across", 1)).copy();
    image.set("page-height", side);
    image.set("delay", std::vector<int>(std::size_t(frames), 70));
    return image;
}

// As cameras write them: taken with the camera turned, and telling where.
inline vips::VImage with_place(vips::VImage image, int orientation) {
    image = image.copy();
    image.set("orientation", orientation);
    image.set("exif-ifd0-Artist", (std::string(kPlace) + " (x, ASCII, 23 components, 23 bytes)").c_str());
    image.set("exif-ifd3-GPSLatitude", "48/1 51/1 30/1 (48, 51, 30, Rational, 3 components, 24 bytes)");
    image.set("xmp-data", nullptr, const_cast<char*>(kPlace.data()), kPlace.size());
    return image;
}

}  // namespace ecommerce::pictures
