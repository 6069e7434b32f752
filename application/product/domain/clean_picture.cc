// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/clean_picture.h"

#include <algorithm>
#include <array>
#include <utility>

#include "application/product/domain/byte_reader.h"
#include "application/product/domain/crc32.h"

namespace ecommerce::product {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

// Chunks have a length, four letters, data and a checksum. In small letters begin those that a reader may skip.
constexpr auto kPngKept =
    std::to_array<std::string_view>({"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT",
                                     "sRGB", "cICP", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"});

std::optional<std::string> clean_png(std::string_view file) {
    const ByteReader bytes(file);
    std::string out(file.substr(0, 8));
    bool has_data = false;
    for (std::size_t at = 8; bytes.holds(at, 12);) {
        const std::size_t length = bytes.big32(at);
        if (!bytes.holds(at, 12 + length)) return std::nullopt;
        const auto checked = bytes.part(at + 4, 4 + length);
        if (crc32(checked) != bytes.big32(at + 8 + length)) return std::nullopt;
        const auto kind = checked.substr(0, 4);
        if ((at == 8) != (kind == "IHDR")) return std::nullopt;
        const bool kept = std::ranges::find(kPngKept, kind) != kPngKept.end();
        if (!kept && kind.front() >= 'A' && kind.front() <= 'Z') return std::nullopt;
        if (kept) out += bytes.part(at, 12 + length);
        has_data = has_data || kind == "IDAT";
        if (kind == "IEND") return has_data ? std::optional(std::move(out)) : std::nullopt;
        at += 12 + length;
    }
    return std::nullopt;
}

namespace jpeg {

enum Marker : std::uint32_t {
    kRestartFirst = 0xd0,
    kRestartLast = 0xd7,
    kEnd = 0xd9,
    kScan = 0xda,
    kApp0 = 0xe0,
    kApp1 = 0xe1,
    kApp2 = 0xe2,
    kApp14 = 0xee,
    kApp15 = 0xef,
    kComment = 0xfe,
};

// The tag 0x0112 of the first directory of a TIFF file, 1 to 8.
std::uint32_t orientation(std::string_view tiff) {
    const ByteReader bytes(tiff);
    const bool little = bytes.has(0, "II*\0"sv);
    if (!little && !bytes.has(0, "MM\0*"sv)) return 1;
    const auto number16 = [&](std::size_t at) { return little ? bytes.little16(at) : bytes.big16(at); };
    const std::size_t directory = little ? bytes.little32(4) : bytes.big32(4);
    const auto count = number16(directory);
    for (std::size_t i = 0; i < count && bytes.holds(directory + 2 + i * 12, 12); ++i) {
        const auto entry = directory + 2 + i * 12;
        if (number16(entry) != 0x0112) continue;
        const auto value = number16(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

// A segment that tells the orientation and nothing else.
std::string orientation_segment(std::uint32_t value) {
    std::string segment = "\xff\xe1\0\x22"
                          "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0"s;
    segment[29] = char(value);
    return segment;
}

bool is_kept(std::uint32_t marker, std::string_view data) {
    switch (marker) {
    case kApp0: return data.starts_with("JFIF\0"sv);
    case kApp2: return data.starts_with("ICC_PROFILE\0"sv);
    case kApp14: return data.starts_with("Adobe"sv);
    case kComment: return false;
    default: return marker < kApp0 || marker > kApp15;
    }
}

// Where the compressed data that begins at `at` ends: at the next marker that is no part of it.
std::size_t end_of_scan(const ByteReader& bytes, std::size_t at) {
    for (; at < bytes.size(); ++at) {
        if (bytes.at(at) != 0xff) continue;
        const auto next = bytes.at(at + 1);
        const bool inside = next == 0 || next == 0xff || (next >= kRestartFirst && next <= kRestartLast);
        if (!inside) return at;
    }
    return at;
}

struct Cleaned {
    std::string bytes;
    std::uint32_t orientation;
};

std::optional<Cleaned> clean(std::string_view file) {
    const ByteReader bytes(file);
    std::string head(file.substr(0, 2));
    std::string rest;
    std::uint32_t turned = 1;
    bool has_scan = false;
    for (std::size_t at = 2; bytes.holds(at, 2);) {
        if (bytes.at(at) != 0xff) return std::nullopt;
        const auto marker = bytes.at(at + 1);
        if (marker == 0xff) {  // filling
            ++at;
            continue;
        }
        if (marker == kEnd) {
            if (!has_scan) return std::nullopt;
            if (turned != 1) head += orientation_segment(turned);
            return Cleaned{.bytes = head + rest + "\xff\xd9", .orientation = turned};
        }
        const std::size_t length = bytes.big16(at + 2);
        if (length < 2 || !bytes.holds(at, 2 + length)) return std::nullopt;
        const auto data = bytes.part(at + 4, length - 2);
        if (marker == kApp1 && data.starts_with("Exif\0\0"sv)) turned = orientation(data.substr(6));
        if (is_kept(marker, data)) (marker == kApp0 ? head : rest) += bytes.part(at, 2 + length);
        at += 2 + length;
        if (marker != kScan) continue;
        has_scan = true;
        const auto end = end_of_scan(bytes, at);
        rest += bytes.part(at, end - at);
        at = end;
    }
    return std::nullopt;
}

}  // namespace jpeg

namespace webp {

constexpr auto kKept =
    std::to_array<std::string_view>({"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"});
constexpr char kTellsOfMaker = 0x0c;  // flags of the chunks EXIF and XMP

std::string little32(std::size_t value) {
    return {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
}

// Of the compressed image in a chunk; what a header around it says must be the same.
std::optional<std::pair<std::uint32_t, std::uint32_t>> image_size(std::string_view kind,
                                                                  std::string_view data) {
    const ByteReader bytes(data);
    if (kind == "VP8L" && bytes.at(0) == 0x2f) {
        const auto bits = bytes.little32(1);
        return std::pair((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (kind == "VP8 " && bytes.has(3, "\x9d\x01\x2a")) {
        return std::pair(bytes.little16(6) & 0x3fff, bytes.little16(8) & 0x3fff);
    }
    return std::nullopt;
}

std::optional<std::string> clean(std::string_view file, const PictureFormat& format) {
    const std::size_t end = 8 + std::size_t(ByteReader(file).little32(4));
    if (end > file.size()) return std::nullopt;
    const ByteReader bytes(file.substr(0, end));
    std::string chunks;
    bool has_image = false;
    for (std::size_t at = 12; at < end;) {
        const std::size_t length = bytes.little32(at + 4);
        if (!bytes.holds(at, 8) || !bytes.holds(at + 8, length)) return std::nullopt;
        const auto kind = bytes.part(at, 4);
        const auto data = bytes.part(at + 8, length);
        if (kind == "VP8X" && length < 10) return std::nullopt;
        if (kind == "VP8 " || kind == "VP8L") {
            if (image_size(kind, data) != std::pair(format.width, format.height)) return std::nullopt;
            has_image = true;
        }
        if (kind == "ANMF") {
            const ByteReader frame(data);
            const bool inside = frame.little24(0) * 2 + frame.little24(6) + 1 <= format.width &&
                                frame.little24(3) * 2 + frame.little24(9) + 1 <= format.height;
            if (!frame.holds(0, 24) || !inside) return std::nullopt;
            has_image = true;
        }
        if (std::ranges::find(kKept, kind) != kKept.end()) {
            chunks += bytes.part(at, 8 + length);
            if (kind == "VP8X") chunks[chunks.size() - length] &= char(~kTellsOfMaker);
            if (length % 2 == 1) chunks += '\0';
        }
        at += 8 + length + length % 2;
    }
    if (!has_image) return std::nullopt;
    return "RIFF" + little32(4 + chunks.size()) + "WEBP" + chunks;
}

}  // namespace webp

namespace gif {

// Behind the blocks that begin at `at`, of which the last is empty; nothing when that is missing.
std::optional<std::size_t> end_of_blocks(const ByteReader& bytes, std::size_t at) {
    while (bytes.holds(at, 1)) {
        const auto size = bytes.at(at);
        at += 1 + size;
        if (size == 0) return at;
    }
    return std::nullopt;
}

std::size_t colour_table_size(std::uint32_t flags) {
    return (flags & 0x80) != 0 ? std::size_t(3) << ((flags & 7) + 1) : 0;
}

// How long frames are shown, and how often all of them.
bool is_kept(const ByteReader& bytes, std::size_t at) {
    return bytes.at(at + 1) == 0xf9 || bytes.has(at + 1, "\xff\x0bNETSCAPE2.0") ||
           bytes.has(at + 1, "\xff\x0b"
                             "ANIMEXTS1.0");
}

std::optional<std::string> clean(std::string_view file, const PictureFormat& format) {
    const ByteReader bytes(file);
    std::size_t at = 13 + colour_table_size(bytes.at(10));
    if (!bytes.holds(0, at)) return std::nullopt;
    std::string out(file.substr(0, at));
    bool has_image = false;
    while (bytes.holds(at, 1)) {
        const auto begin = at;
        const auto kind = bytes.at(at);
        if (kind == ';') return has_image ? std::optional(out + ';') : std::nullopt;
        if (kind == ',') {
            const bool inside = bytes.little16(at + 1) + bytes.little16(at + 5) <= format.width &&
                                bytes.little16(at + 3) + bytes.little16(at + 7) <= format.height;
            if (!inside) return std::nullopt;
            has_image = true;
            at += 10 + colour_table_size(bytes.at(at + 9)) + 1;
        } else if (kind == '!') {
            at += 2;
        } else {
            return std::nullopt;
        }
        const auto end = end_of_blocks(bytes, at);
        if (!end) return std::nullopt;
        if (kind == ',' || is_kept(bytes, begin)) out += bytes.part(begin, *end - begin);
        at = *end;
    }
    return std::nullopt;
}

}  // namespace gif

}  // namespace

std::optional<CleanPicture> clean_picture(std::string_view file) {
    auto format = picture_format(file);
    if (!format) return std::nullopt;
    if (format->ending == "jpg") {
        auto cleaned = jpeg::clean(file);
        if (!cleaned) return std::nullopt;
        if (cleaned->orientation >= 5) std::swap(format->width, format->height);
        return CleanPicture{.format = *format, .bytes = std::move(cleaned->bytes)};
    }
    auto cleaned = format->ending == "png"    ? clean_png(file)
                   : format->ending == "webp" ? webp::clean(file, *format)
                                              : gif::clean(file, *format);
    if (!cleaned) return std::nullopt;
    return CleanPicture{.format = *format, .bytes = *std::move(cleaned)};
}

}  // namespace ecommerce::product
