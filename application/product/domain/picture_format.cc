// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/picture_format.h"

namespace ecommerce::product {

namespace {

// Reads numbers at offsets; what lies beyond the end reads as 0.
class Bytes {
public:
    explicit Bytes(std::string_view text) : text_(text) {}
    std::uint32_t at(std::size_t offset) const {
        return offset < text_.size() ? std::uint8_t(text_[offset]) : 0;
    }
    std::uint32_t big16(std::size_t offset) const { return at(offset) << 8 | at(offset + 1); }
    std::uint32_t big32(std::size_t offset) const { return big16(offset) << 16 | big16(offset + 2); }
    std::uint32_t little16(std::size_t offset) const { return at(offset) | at(offset + 1) << 8; }
    std::uint32_t little24(std::size_t offset) const { return little16(offset) | at(offset + 2) << 16; }
    bool has(std::size_t offset, std::string_view expected) const {
        return text_.size() >= offset && text_.substr(offset, expected.size()) == expected;
    }
    std::size_t size() const { return text_.size(); }

private:
    std::string_view text_;
};

std::optional<PictureFormat> png(const Bytes& bytes) {
    if (!bytes.has(0, "\x89PNG\r\n\x1a\n") || !bytes.has(12, "IHDR") || bytes.size() < 24)
        return std::nullopt;
    return PictureFormat{"image/png", "png", bytes.big32(16), bytes.big32(20)};
}

std::optional<PictureFormat> gif(const Bytes& bytes) {
    if ((!bytes.has(0, "GIF89a") && !bytes.has(0, "GIF87a")) || bytes.size() < 10) return std::nullopt;
    return PictureFormat{"image/gif", "gif", bytes.little16(6), bytes.little16(8)};
}

std::optional<PictureFormat> webp(const Bytes& bytes) {
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
std::optional<PictureFormat> jpeg(const Bytes& bytes) {
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
    const Bytes bytes(text);
    for (const auto read : {png, jpeg, webp, gif}) {
        if (auto format = read(bytes); format && format->width > 0 && format->height > 0) return format;
    }
    return std::nullopt;
}

}  // namespace ecommerce::product
