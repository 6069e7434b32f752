// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/picture_format.h"

#include "application/product/domain/byte_reader.h"

namespace ecommerce::product {

namespace {

std::optional<PictureFormat> png(const ByteReader& bytes) {
    if (!bytes.has(0, "\x89PNG\r\n\x1a\n") || !bytes.has(12, "IHDR") || bytes.size() < 24)
        return std::nullopt;
    return PictureFormat{"image/png", "png", bytes.big32(16), bytes.big32(20)};
}

std::optional<PictureFormat> gif(const ByteReader& bytes) {
    if ((!bytes.has(0, "GIF89a") && !bytes.has(0, "GIF87a")) || bytes.size() < 10) return std::nullopt;
    return PictureFormat{"image/gif", "gif", bytes.little16(6), bytes.little16(8)};
}

std::optional<PictureFormat> webp(const ByteReader& bytes) {
    if (!bytes.has(0, "RIFF") || !bytes.has(8, "WEBP") || bytes.size() < 30) return std::nullopt;
    if (bytes.has(12, "VP8X")) {
        return PictureFormat{"image/webp", "webp", bytes.little24(24) + 1, bytes.little24(27) + 1};
    }
    if (bytes.has(12, "VP8L")) {
        const auto bits = bytes.little24(21) | bytes.at(24) << 24;
        return PictureFormat{"image/webp", "webp", (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
    }
    if (bytes.has(12, "VP8 ")) {
        return PictureFormat{"image/webp", "webp", bytes.little16(26) & 0x3fff, bytes.little16(28) & 0x3fff};
    }
    return std::nullopt;
}

// Walks the segments up to the frame header, which holds the size.
std::optional<PictureFormat> jpeg(const ByteReader& bytes) {
    if (!bytes.has(0, "\xff\xd8\xff")) return std::nullopt;
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        if (bytes.at(at) != 0xff) return std::nullopt;
        const auto marker = bytes.at(at + 1);
        const bool frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) return PictureFormat{"image/jpeg", "jpg", bytes.big16(at + 7), bytes.big16(at + 5)};
        const auto length = bytes.big16(at + 2);
        if (length < 2) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<PictureFormat> picture_format(std::string_view text) {
    const ByteReader bytes(text);
    for (const auto read : {png, jpeg, webp, gif}) {
        if (auto format = read(bytes); format && format->width > 0 && format->height > 0) return format;
    }
    return std::nullopt;
}

}  // namespace ecommerce::product
